import { may } from "#app/identity/permission.ts";
import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { AdjustForm } from "#app/hours/adjustments/components/adjust-forms.tsx";
import { getAdjustPage } from "#app/hours/adjustments/adjust-page.server.ts";
import { adjustForm } from "#app/hours/adjustments/forms.server.ts";
import { giveHours, takeHours } from "#app/hours/adjustments/give-hours.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { statusOf } from "#app/hours/preview-reply.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_adjust_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.give);
  const page = await getAdjustPage(scope, uuidParam(params["clientId"]));
  return { ...page, giveKey: randomUUID(), takeKey: randomUUID(), mayTake: may(scope, hoursAccess.take) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.give);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, adjustForm);
  const kind = form.payload["kind"] === "take" ? "take" : "give";
  if (kind === "take" && !may(scope, hoursAccess.take)) return notFound();
  if (form.status !== "success")
    return data({ kind, reply: form.reply(), change: null }, { status: statusOf(form) });
  const { minutes, reason, key } = form.value;
  const { netMinutes } = await getAdjustPage(scope, clientId);
  const change = {
    beforeMinutes: netMinutes,
    afterMinutes: kind === "give" ? netMinutes + minutes : netMinutes - minutes,
  };
  if (form.value.intent === "preview") return data({ kind, reply: form.reply(), change });
  const validUntil = form.value.kind === "give" && form.value.validUntil ? day(form.value.validUntil) : null;
  const done =
    kind === "give"
      ? await giveHours(scope, { clientId, key, minutes, reason, validUntil })
      : await takeHours(scope, { clientId, key, minutes, reason });
  if (!done.ok)
    return data(
      { kind, reply: form.reply({ formErrors: [hoursRefusalWords(done.refusal)] }), change: null },
      { status: 409 },
    );
  return redirectWithNotice(`/staff/clients/${clientId}/hours`, {
    kind: "good",
    text: m.manage_adjusted({ balance: formatMinutes(done.value.balanceMinutes) }),
  });
}

// A preview changes nothing.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "preview" && defaultShouldRevalidate;

export default function StaffHoursAdjust() {
  const { giveKey, takeKey, proposedUntil, mayTake } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const of = (kind: "give" | "take") =>
    answer?.kind === kind
      ? { lastResult: answer.reply, change: answer.change }
      : { lastResult: null, change: null };
  return (
    <Stack className="max-w-3xl">
      <AdjustForm kind="give" formKey={giveKey} proposedUntil={proposedUntil} {...of("give")} />
      {mayTake && <AdjustForm kind="take" formKey={takeKey} proposedUntil="" {...of("take")} />}
    </Stack>
  );
}
