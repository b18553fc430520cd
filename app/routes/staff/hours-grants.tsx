import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { MonthlyForm, MonthlyRecord } from "#app/hours/adjustments/components/monthly-form.tsx";
import { monthlyForm } from "#app/hours/adjustments/forms.server.ts";
import { getMonthlyPage, setMonthlyHours } from "#app/hours/adjustments/monthly-hours.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { day, startOfMonth } from "#app/platform/day.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_monthly_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.extend);
  return { page: await getMonthlyPage(scope, uuidParam(params["clientId"])), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.extend);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, monthlyForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { key, minutes, rolloverMonths, fromMonth } = form.value;
  const set = await setMonthlyHours(scope, {
    clientId,
    key,
    minutes,
    rolloverMonths,
    fromMonth: startOfMonth(day(fromMonth)),
  });
  if (!set.ok) return data(form.reply({ formErrors: [hoursRefusalWords(set.refusal)] }), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/hours/grants`, {
    kind: "good",
    text: m.manage_monthly_saved(),
  });
}

export default function StaffHoursGrants() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <Stack className="max-w-3xl">
      <MonthlyForm page={page} formKey={formKey} lastResult={lastResult ?? null} />
      <MonthlyRecord page={page} />
    </Stack>
  );
}
