import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { ImportErrors, ImportForm, ImportPreview } from "#app/hours/import/components/import-hours.tsx";
import { importBytes, importForm } from "#app/hours/adjustments/forms.server.ts";
import { checkImport, importHours } from "#app/hours/import/import-hours.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { textOfFile } from "#app/platform/csv-text.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_import_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, hoursAccess.import);
  return { formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.import);
  const form = await readForm(request, importForm, { mostBytes: importBytes });
  if (form.status !== "success")
    return data({ reply: form.reply({ hideFields: ["file"] }), check: null, text: "" }, { status: 400 });
  const { intent, key, file } = form.value;
  const text = file ? await textOfFile(file) : form.value.text;
  if (intent === "check") return data({ reply: null, check: await checkImport(scope, text), text });
  const done = await importHours(scope, { key, text });
  if (!done.ok)
    return data(
      {
        reply: form.reply({ formErrors: [hoursRefusalWords(done.refusal)], hideFields: ["file"] }),
        check: await checkImport(scope, text),
        text,
      },
      { status: 409 },
    );
  const { isNew, clients, minutes } = done.value;
  return redirectWithNotice(
    "/staff/runway",
    isNew
      ? {
          kind: "good",
          text: m.manage_imported({
            count: clients,
            clients: formatNumber(clients),
            minutes: formatMinutes(minutes),
          }),
        }
      : { kind: "info", text: m.manage_import_known_title() },
  );
}

export default function StaffImport() {
  const { formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const check = answer?.check ?? null;
  return (
    <>
      <PageHeader
        title={m.manage_import_title()}
        subtitle={m.manage_import_subtitle()}
        back={{ to: "/staff/clients", label: m.manage_clients() }}
      />
      <Stack className="max-w-4xl">
        {check && check.errors.length > 0 && <ImportErrors check={check} />}
        {check && check.errors.length === 0 && (
          <ImportPreview
            check={check}
            text={answer?.text ?? ""}
            formKey={formKey}
            lastResult={answer?.reply ?? null}
          />
        )}
        {(check === null || check.errors.length > 0) && (
          <ImportForm formKey={formKey} lastResult={answer?.reply ?? null} />
        )}
      </Stack>
    </>
  );
}
