import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { answerTemplate } from "#app/agreements/answer-template.server.ts";
import { TemplateEditor } from "#app/agreements/components/template-editor.tsx";
import { Problems } from "#app/agreements/components/template-preview.tsx";
import {
  ExampleWarning,
  TemplateChanges,
  TemplateVersions,
} from "#app/agreements/components/template-view.tsx";
import { kindParam } from "#app/agreements/template-form.server.ts";
import { getTemplatePage } from "#app/agreements/template-page.server.ts";
import { kindWord } from "#app/agreements/words.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_templates() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const { zone } = await requireSignedIn(request);
  const kind = kindParam(params["kind"]) ?? notFound();
  return { page: await getTemplatePage(scope, kind, getLocale()), zone };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const { refused, typed } = await answerTemplate(request, scope, kindParam(params["kind"]) ?? notFound());
  return data({ errors: [refused], typed }, { status: 409 });
}

export default function Template() {
  const { page, zone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={kindWord(page.kind)}
        subtitle={m.agreements_template_version({ version: page.version })}
        back={{ to: "/staff/settings/templates", label: m.agreements_templates() }}
      />
      <Stack>
        <FormError errors={answer?.errors} />
        {page.isExample && <ExampleWarning />}
        <Problems lines={page.problemLines} />
        {page.changes && <TemplateChanges title={m.agreements_changes()} changes={page.changes} />}
        <FormReplies reply={answer?.typed}>
          <TemplateEditor page={page} />
        </FormReplies>
        <TemplateVersions page={page} zone={zone} />
      </Stack>
    </>
  );
}
