import { getFormProps, useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";

import { clientsAccess } from "#app/clients/access.ts";
import { createClient } from "#app/office/create-client.server.ts";
import { getNewClient } from "#app/office/new-client-page.server.ts";
import { ClientFields } from "#app/clients/components/client-fields.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { newClientForm, vatNumberWords } from "#app/office/forms/client-form.server.ts";
import { currencies } from "#app/clients/rules/places.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_client_new() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getNewClient(await requireStaff(request, clientsAccess.edit));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, clientsAccess.edit);
  const form = await readForm(request, newClientForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const created = await createClient(scope, form.value);
  if (!created.ok)
    return data(form.reply({ fieldErrors: { vatNumber: [vatNumberWords(created.refusal)] } }), {
      status: 400,
    });
  return redirectWithNotice(`/staff/clients/${form.value.id}/people`, {
    kind: "good",
    text: m.desk_client_created({ name: form.value.name }),
  });
}

export default function StaffClientNew() {
  const usual = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof newClientForm>>({
    id: "client",
    lastResult: lastResult ?? null,
    defaultValue: {
      ...usual,
      kind: "prepaid",
      thresholdMinutes: "2:00",
    },
  });
  return (
    <>
      <PageHeader
        title={m.desk_client_new()}
        back={{ to: "/staff/clients", label: m.desk_clients_title() }}
      />
      <Form method="post" {...getFormProps(form)} className="max-w-3xl">
        <HiddenField field={fields.id} />
        <Card padding="large">
          <ClientFields fields={fields} />
          <div className="mt-4.5 grid gap-4.5 roomy:grid-cols-2">
            <Select
              field={fields.currency}
              label={m.desk_field_currency()}
              hint={m.desk_field_currency_hint()}
              options={currencies.map((code) => ({ value: code, label: code }))}
            />
            <DurationField
              field={fields.thresholdMinutes}
              bareNumber="hours"
              label={m.desk_field_threshold()}
            />
          </div>
          <div className="mt-6">
            <ButtonRow>
              <SubmitButton>{m.desk_client_create()}</SubmitButton>
              <LinkButton to="/staff/clients" tone="quiet">
                {m.desk_cancel()}
              </LinkButton>
            </ButtonRow>
          </div>
        </Card>
      </Form>
    </>
  );
}
