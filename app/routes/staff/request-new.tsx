import { randomUUID } from "node:crypto";

import { getFormProps, useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import type { z } from "zod";

import { requestsAccess } from "#app/requests/access.ts";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { RequestFields } from "#app/requests/components/request-fields.tsx";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { getNewRequestPage, isOneOf } from "#app/requests/new-request-page.server.ts";
import { newRequestForClientForm } from "#app/requests/request-form.server.ts";
import { checkFiles, filesLimits } from "#app/requests/read-files.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { priorityWords } from "#app/contracts/components/line-words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_request_new() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  return {
    id: randomUUID(),
    ...(await getNewRequestPage(scope, new URL(request.url).searchParams.get("client"))),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  return inFilesTurn(request, scope, () => create(request, scope));
}

async function create(request: Request, scope: StaffScope) {
  const form = await readForm(request, newRequestForClientForm, filesLimits);
  if (form.status !== "success") return data(form.reply({ hideFields: ["files"] }), { status: 400 });
  const { clientId, requesterId } = form.value;
  if (requesterId && !(await isOneOf(scope, clientId, requesterId)))
    return data(form.reply({ fieldErrors: { requesterId: [m.form_invalid()] }, hideFields: ["files"] }), {
      status: 400,
    });
  const files = await checkFiles(form.value.files);
  if (!files.ok)
    return data(form.reply({ fieldErrors: { files: [files.words] }, hideFields: ["files"] }), {
      status: 400,
    });
  const created = await createRequest(scope, { ...form.value, files: files.value });
  return redirectWithNotice(`/staff/requests/${created.id}`, {
    kind: "good",
    text: m.desk_request_created({ number: created.number }),
  });
}

export default function StaffRequestNew() {
  const { id, clientId, clients, people } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [, setQuery] = useSearchParams();
  const [form, fields] = useForm<z.input<typeof newRequestForClientForm>>({
    id: "request",
    lastResult: lastResult ?? null,
    defaultValue: { id, clientId, priority: "normal" },
  });
  return (
    <>
      <PageHeader
        title={m.desk_request_new()}
        back={{ to: "/staff/requests", label: m.desk_requests_title() }}
        actions={
          <LinkButton
            to={`/staff/requests/catalogue${clientId === "" ? "" : `?client=${clientId}`}`}
            size="small"
          >
            {m.change_for_title()}
          </LinkButton>
        }
      />
      <Form
        method="post"
        encType="multipart/form-data"
        {...getFormProps(form)}
        // The people to choose from are those of the client.
        onChange={({ target }) => {
          if (target instanceof HTMLSelectElement && target.name === "clientId")
            setQuery({ client: target.value }, { replace: true, preventScrollReset: true });
        }}
        className="max-w-2xl"
      >
        <HiddenField field={fields.id} />
        <Card padding="large">
          <Select
            field={fields.clientId}
            label={m.desk_client()}
            placeholder={m.desk_choose()}
            options={clients.map((client) => ({ value: client.id, label: client.name }))}
            className="mb-4.5"
          />
          {people.length > 0 && (
            <Select
              field={fields.requesterId}
              label={m.desk_request_from()}
              placeholder={m.desk_choose()}
              options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
              optional
              className="mb-4.5"
            />
          )}
          <Select
            field={fields.priority}
            label={m.queue_col_priority()}
            options={priorities.map((value) => ({ value, label: priorityWords[value]() }))}
            className="mb-4.5"
          />
          <RequestFields fields={fields} />
          <div className="mt-6">
            <ButtonRow>
              <SubmitButton>{m.desk_request_create_staff()}</SubmitButton>
              <LinkButton to="/staff/requests" tone="quiet">
                {m.desk_cancel()}
              </LinkButton>
            </ButtonRow>
          </div>
        </Card>
      </Form>
    </>
  );
}
