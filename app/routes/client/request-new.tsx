import { randomUUID } from "node:crypto";

import { getFormProps, useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import type { z } from "zod";

import { CatalogueList, GuideList } from "#app/desk/components/catalogue-list.tsx";
import { getHelp } from "#app/desk/guides/read-guide.server.ts";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { RequestFields } from "#app/requests/components/request-fields.tsx";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { newRequestForm } from "#app/requests/request-form.server.ts";
import { ideaText, ideaTitle } from "#app/hours/alerts/components/idea-words.ts";
import { ideaNamed } from "#app/hours/rules/expiry-warnings.ts";
import { checkFiles, filesLimits } from "#app/requests/read-files.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ContactCard } from "#app/ui/contact.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_request_ask() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const query = new URL(request.url).searchParams;
  const idea = ideaNamed(query.get("idea"));
  const typed = (query.get("q") ?? "").slice(0, 100);
  const asked = {
    id: randomUUID(),
    title: idea ? ideaTitle(idea) : "",
    description: idea ? ideaText(idea) : "",
  };
  // Whoever comes with an idea has chosen already.
  const help = idea ? { items: [], guides: [], isFound: true } : await getHelp(scope, typed);
  return { asked, typed, ...help, hasSearch: !idea };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  return inFilesTurn(request, scope, () => create(request, scope));
}

async function create(request: Request, scope: ClientScope) {
  const form = await readForm(request, newRequestForm, filesLimits);
  if (form.status !== "success") return data(form.reply({ hideFields: ["files"] }), { status: 400 });
  const files = await checkFiles(form.value.files);
  if (!files.ok)
    return data(form.reply({ fieldErrors: { files: [files.words] }, hideFields: ["files"] }), {
      status: 400,
    });
  const created = await createRequest(scope, { ...form.value, clientId: scope.clientId, files: files.value });
  return redirectWithNotice(`/requests/${created.id}`, {
    kind: "good",
    text: m.desk_request_sent({ number: created.number }),
  });
}

export default function RequestNew() {
  const { asked, typed, items, guides, isFound, hasSearch } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  const [form, fields] = useForm<z.input<typeof newRequestForm>>({
    id: "request",
    lastResult: lastResult ?? null,
    defaultValue: asked,
  });
  return (
    <>
      <PageHeader
        title={m.desk_request_ask()}
        subtitle={m.desk_request_ask_subtitle()}
        back={{ to: "/requests", label: m.desk_requests_title() }}
      />
      <Stack className="max-w-2xl">
        {hasSearch && <SearchBox label={m.guide_search()} value={typed} />}
        {!isFound && (
          <Notice tone="info" title={m.guide_search_none({ typed })}>
            {m.guide_search_none_hint()}
          </Notice>
        )}
        <GuideList guides={guides} />
        <CatalogueList items={items} hasHours={!frame?.contractOnly} />
        <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
          <HiddenField field={fields.id} />
          <Card padding="large" title={items.length > 0 && m.change_something_else()} titleId="else">
            <RequestFields fields={fields} />
            <div className="mt-6">
              <ButtonRow>
                <SubmitButton tone={items.length > 0 ? "secondary" : "primary"}>
                  {m.desk_request_send()}
                </SubmitButton>
                <LinkButton to="/requests" tone="quiet">
                  {m.desk_cancel()}
                </LinkButton>
              </ButtonRow>
            </div>
          </Card>
        </Form>
        <ContactCard />
      </Stack>
    </>
  );
}
