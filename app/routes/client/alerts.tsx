import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { AlertForm, AlertList } from "#app/hours/alerts/components/alert-settings.tsx";
import { alertForm } from "#app/hours/adjustments/forms.server.ts";
import { getAlertsPage, removeAlert, setAlert } from "#app/hours/alerts/set-alerts.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_alerts_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.setAlerts);
  const page = await getAlertsPage(scope);
  const edit = new URL(request.url).searchParams.get("edit");
  return { page, id: page.alerts.find((alert) => alert.id === edit)?.id ?? randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.setAlerts);
  const form = await readForm(request, alertForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  if (form.value.intent === "remove") {
    await removeAlert(scope, form.value.id);
    return redirectWithNotice("/alerts", { kind: "good", text: m.manage_alert_removed() });
  }
  const set = await setAlert(scope, form.value);
  if (!set.ok) return data(form.reply({ formErrors: [hoursRefusalWords(set.refusal)] }), { status: 409 });
  return redirectWithNotice("/alerts", { kind: "good", text: m.manage_alert_saved() });
}

export default function Alerts() {
  const { page, id } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  return (
    <>
      <ContractNotice frame={frame} />
      <PageHeader
        title={m.manage_alerts_title()}
        subtitle={m.manage_alerts_subtitle()}
        back={{ to: "/", label: m.hours_nav_overview() }}
      />
      <Stack className="max-w-3xl">
        <AlertList page={page} />
        <AlertForm
          key={page.alerts.some((alert) => alert.id === id) ? id : page.alerts.length}
          page={page}
          id={id}
          lastResult={lastResult ?? null}
        />
      </Stack>
    </>
  );
}
