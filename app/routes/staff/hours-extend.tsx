import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { ExtendForm } from "#app/hours/adjustments/components/extend-form.tsx";
import { extendHours, getExtendPage } from "#app/hours/adjustments/extend-hours.server.ts";
import { extendForm } from "#app/hours/adjustments/forms.server.ts";
import { extensionWords } from "#app/hours/adjustments/extension-words.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { statusOf } from "#app/hours/preview-reply.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { day } from "#app/platform/day.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_extend_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.extend);
  return { page: await getExtendPage(scope, uuidParam(params["clientId"])), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.extend);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, extendForm);
  if (form.status !== "success")
    return data({ reply: form.reply(), change: null }, { status: statusOf(form) });
  const { intent, key, lotId, reason } = form.value;
  if (intent === "preview") {
    const { netMinutes, lots } = await getExtendPage(scope, clientId);
    const lot = lots.find((one) => one.lotId === lotId);
    return data({
      reply: form.reply(),
      change: { beforeMinutes: netMinutes, afterMinutes: netMinutes + (lot?.lapsedMinutes ?? 0) },
    });
  }
  const extended = await extendHours(scope, {
    clientId,
    key,
    lotId,
    validUntil: day(form.value.validUntil),
    reason,
  });
  if (!extended.ok)
    return data(
      { reply: form.reply({ formErrors: [hoursRefusalWords(extended.refusal)] }), change: null },
      { status: 409 },
    );
  const { lotId: intoLotId, minutes, revivedMinutes } = extended.value;
  return redirectWithNotice(`/staff/clients/${clientId}/hours`, {
    kind: "good",
    text: `${extensionWords({ lotId, intoLotId, until: day(form.value.validUntil), minutes, revivedMinutes })}.`,
  });
}

// A preview changes nothing.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "preview" && defaultShouldRevalidate;

export default function StaffHoursExtend() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Stack className="max-w-3xl">
      <ExtendForm
        page={page}
        formKey={formKey}
        lastResult={answer?.reply ?? null}
        change={answer?.change ?? null}
      />
    </Stack>
  );
}
