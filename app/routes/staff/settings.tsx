import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { findNumberRefusal } from "#app/clients/rules/vat-number.ts";
import { officeAccess } from "#app/office/access.ts";
import { MfaForm } from "#app/office/components/mfa-form.tsx";
import { MspForm } from "#app/office/components/msp-form.tsx";
import { mspDetailsOf, mspRefusalFields, settingsForm } from "#app/office/forms/settings-form.server.ts";
import { saveMsp, setMfaRequired } from "#app/office/save-msp.server.ts";
import { getSettingsPage } from "#app/office/settings-page.server.ts";
import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_settings_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getSettingsPage(await requireStaff(request, officeAccess.changeSettings));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, officeAccess.changeSettings);
  const form = await readForm(request, settingsForm);
  if (form.status !== "success") {
    const wrong = findNumberRefusal((await getSettingsPage(scope)).msp, form);
    return data(form.reply(wrong ? { fieldErrors: mspRefusalFields(wrong) } : {}), { status: 400 });
  }
  if (form.value.intent === "mfa") {
    await requireFresh(request);
    await setMfaRequired(scope, form.value.required === "yes");
    return redirectWithNotice("/staff/settings", {
      kind: "good",
      text: form.value.required === "yes" ? m.desk_mfa_now_required() : m.desk_mfa_now_optional(),
    });
  }
  const { intent: _, ...details } = form.value;
  const saved = await saveMsp(scope, mspDetailsOf(details));
  if (!saved.ok) return data(form.reply({ fieldErrors: mspRefusalFields(saved.refusal) }), { status: 400 });
  return redirectWithNotice("/staff/settings", { kind: "good", text: m.desk_settings_saved() });
}

export default function StaffSettings() {
  const { msp } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.desk_settings_title()} subtitle={msp.name} />
      <Stack className="max-w-4xl">
        <MfaForm required={msp.mfaRequired} />
        <MspForm msp={msp} lastResult={lastResult ?? null} />
      </Stack>
    </>
  );
}
