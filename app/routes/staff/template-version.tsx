import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { DocumentText } from "#app/agreements/components/document-text.tsx";
import { TemplateChanges } from "#app/agreements/components/template-view.tsx";
import { templateLocales } from "#app/agreements/rules/template.ts";
import { kindParam } from "#app/agreements/template-form.server.ts";
import { getVersionPage } from "#app/agreements/template-page.server.ts";
import { kindWord } from "#app/agreements/words.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { formatInstant, languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale, isLocale } from "#app/platform/i18n/locale.ts";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_templates() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const { zone } = await requireSignedIn(request);
  const kind = kindParam(params["kind"]) ?? notFound();
  const version = Number(params["version"]);
  if (!Number.isInteger(version)) return notFound();
  const query = new URL(request.url).searchParams;
  const language = query.get("language");
  const locale = isLocale(language) ? language : getLocale();
  const against = Number(query.get("against")) || null;
  return { page: await getVersionPage(scope, kind, { version, against, locale }), zone, locale };
}

export default function TemplateVersion() {
  const { page, zone, locale } = useLoaderData<typeof loader>();
  const { kind, version, publishedAt, against } = page;
  const base = `/staff/settings/templates/${kind}`;
  return (
    <>
      <PageHeader
        title={`${kindWord(kind)}: ${m.agreements_template_version({ version })}`}
        subtitle={publishedAt ? formatInstant(new Date(publishedAt), zone) : m.agreements_template_draft()}
        back={{ to: base, label: kindWord(kind) }}
      />
      <Stack>
        <Form method="get" className="flex flex-wrap items-end gap-2.5">
          <Select
            field={{ id: "language", name: "language", initialValue: locale }}
            label={m.agreements_preview_language()}
            options={templateLocales.map((one) => ({ value: one, label: languageName(one) }))}
          />
          {page.others.length > 0 && (
            <Select
              field={{ id: "against", name: "against", initialValue: String(against?.version ?? "") }}
              label={m.agreements_version_compare()}
              placeholder={m.agreements_version_none()}
              options={page.others.map((one) => ({
                value: String(one),
                label: m.agreements_template_version({ version: one }),
              }))}
            />
          )}
          <SubmitButton tone="secondary">{m.agreements_version_show()}</SubmitButton>
          <LinkButton to={`${base}/pdf?version=${version}&language=${locale}`} reloadDocument>
            {m.agreements_download()}
          </LinkButton>
        </Form>
        {against && (
          <TemplateChanges
            title={m.agreements_version_changes({ from: against.version, to: version })}
            changes={against.changes}
          />
        )}
        <DocumentText document={page.document} />
      </Stack>
    </>
  );
}
