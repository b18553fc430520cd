import { billingAccess } from "#app/billing/access.ts";
import { may } from "#app/identity/permission.ts";
import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import type { z } from "zod";

import { findNumberRefusal } from "#app/clients/rules/vat-number.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { ClientDetailsForm } from "#app/clients/components/client-details-form.tsx";
import { ClientHoursForm } from "#app/office/components/client-hours-form.tsx";
import { ClientFacts } from "#app/office/components/client-facts.tsx";
import { ClientTimeForm } from "#app/office/components/client-time-form.tsx";
import { getClientSettings } from "#app/office/client-settings.server.ts";
import { setClientHours, type HoursRefusal } from "#app/hours/configure-hours.server.ts";
import { clientSettingsForm, vatNumberWords } from "#app/office/forms/client-form.server.ts";
import { updateClient } from "#app/clients/update-client.server.ts";
import { setTimeSetting } from "#app/hours/approval/set-time-setting.server.ts";
import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { ok, type Result } from "#app/platform/result.ts";
import { LinkList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_tab_settings() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const settings = await getClientSettings(scope, clientId);
  return {
    settings,
    formKey: randomUUID(),
    mayEdit: may(scope, clientsAccess.edit),
    endingAt: `/staff/clients/${clientId}/ending`,
    blocksAt: may(scope, billingAccess.setBlocks) ? `/staff/clients/${clientId}/blocks` : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, clientsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, clientSettingsForm);
  if (form.status !== "success") {
    const { country, vatNumber = null } = (await getClientSettings(scope, clientId)).details;
    const wrong = findNumberRefusal({ country, vatNumber }, form);
    const reply = form.reply(wrong ? { fieldErrors: { vatNumber: [vatNumberWords(wrong)] } } : {});
    return data({ intent: form.payload["intent"] ?? null, reply }, { status: 400 });
  }
  if (form.value.intent === "details") {
    const { intent, seen, ...details } = form.value;
    const changed = await updateClient(scope, clientId, details, seen);
    if (changed.ok)
      return redirectWithNotice(`/staff/clients/${clientId}/settings`, {
        kind: "good",
        text: m.desk_client_saved(),
      });
    if (changed.refusal === "changed-meanwhile")
      return data(
        { intent, reply: form.reply({ formErrors: [m.desk_client_changed_meanwhile()] }) },
        { status: 409 },
      );
    const wrong = { vatNumber: [vatNumberWords(changed.refusal)] };
    return data({ intent, reply: form.reply({ fieldErrors: wrong }) }, { status: 400 });
  }
  const saved = await save(scope, clientId, form.value);
  if (!saved.ok)
    return data(
      { intent: form.value.intent, reply: form.reply({ formErrors: [timeRefusalWords(saved.refusal)] }) },
      { status: 409 },
    );
  return redirectWithNotice(`/staff/clients/${clientId}/settings`, { kind: "good", text: saved.value });
}

/** Passes one of the page's other two forms to its verb; answers what happened, in words. */
async function save(
  scope: StaffScope,
  clientId: string,
  value: Exclude<z.output<typeof clientSettingsForm>, { intent: "details" }>,
): Promise<Result<string, HoursRefusal>> {
  if (value.intent === "hours") {
    const { intent: _, id, ...hours } = value;
    const set = await setClientHours(scope, { clientId, key: `settings:${id}`, ...hours });
    return set.ok ? ok(m.desk_hours_saved()) : set;
  }
  await setTimeSetting(scope, { clientId, approval: value.approval, queryDays: value.queryDays ?? null });
  return ok(m.approval_setting_saved());
}

// After a refusal the page knows how things stand by now, so that saving again is a decision.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function StaffClientSettings() {
  const { settings, formKey, mayEdit, blocksAt, endingAt } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!mayEdit) return <ClientFacts settings={settings} />;
  const replyTo = (intent: string) => (answer?.intent === intent ? answer.reply : null);
  return (
    <Stack className="max-w-3xl">
      <LinkList
        links={[
          ...(blocksAt
            ? [
                {
                  to: blocksAt,
                  label: m.billing_staff_blocks_title(),
                  detail: m.billing_staff_blocks_client({ client: settings.details.name }),
                  icon: "buy" as const,
                },
              ]
            : []),
          { to: endingAt, label: m.office_end_open(), icon: "signout" },
        ]}
      />
      <ClientHoursForm hours={settings.hours} formKey={formKey} lastResult={replyTo("hours")} />
      <ClientTimeForm time={settings.time} lastResult={replyTo("time")} />
      <ClientDetailsForm
        details={settings.details}
        zoneFromOn={settings.zoneFromOn}
        seen={settings.seen}
        lastResult={replyTo("details")}
      />
    </Stack>
  );
}
