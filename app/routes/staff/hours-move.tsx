import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { MoveForm } from "#app/hours/adjustments/components/move-form.tsx";
import { moveForm } from "#app/hours/adjustments/forms.server.ts";
import { getMovePage, moveHours, previewMove } from "#app/hours/adjustments/move-hours.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { statusOf } from "#app/hours/preview-reply.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_move_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.take);
  return { page: await getMovePage(scope, uuidParam(params["clientId"])), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.take);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, moveForm);
  if (form.status !== "success")
    return data({ reply: form.reply(), preview: null }, { status: statusOf(form) });
  const { intent, key, toId, minutes, reason } = form.value;
  const answer =
    intent === "preview"
      ? await previewMove(scope, { clientId, toId, minutes })
      : await moveHours(scope, { clientId, toId, key, minutes, reason });
  if (!answer.ok)
    return data(
      { reply: form.reply({ formErrors: [hoursRefusalWords(answer.refusal)] }), preview: null },
      { status: 409 },
    );
  if ("from" in answer.value) return data({ reply: form.reply(), preview: answer.value });
  const { fromMinutes, toMinutes } = answer.value;
  return redirectWithNotice(`/staff/clients/${clientId}/hours`, {
    kind: "good",
    text: m.manage_moved({ balance: formatMinutes(fromMinutes), other: formatMinutes(toMinutes) }),
  });
}

// A preview changes nothing.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "preview" && defaultShouldRevalidate;

export default function StaffHoursMove() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Stack className="max-w-3xl">
      <MoveForm
        page={page}
        formKey={formKey}
        lastResult={answer?.reply ?? null}
        preview={answer?.preview ?? null}
      />
    </Stack>
  );
}
