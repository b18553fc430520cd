import { may } from "#app/identity/permission.ts";
import type { SubmissionResult } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { approvalRefusalWords } from "#app/hours/approval/components/approval-words.ts";
import { redraftTime, type Redraft } from "#app/hours/approval/redraft-time.server.ts";
import { withdrawTime } from "#app/hours/approval/withdraw-time.server.ts";
import { EditTime } from "#app/hours/components/edit-time.tsx";
import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import { correctTimeForm, deleteTimeForm, refusalReply } from "#app/hours/forms/time-form.server.ts";
import { previewReply, statusOf } from "#app/hours/preview-reply.server.ts";
import { postedMinutes } from "#app/hours/rules/balance.ts";
import { getStaffEntryPage } from "#app/hours/staff-entry-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields, readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_time_edit_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  return {
    ...(await getStaffEntryPage(scope, uuidParam(params["entryId"]))),
    mayChange: may(scope, hoursAccess.logTime),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.logTime);
  const entryId = uuidParam(params["entryId"]);
  const intent = (await readFields(request.clone())).get("intent");
  return intent === "delete" ? remove(scope, entryId, request) : change(scope, entryId, request);
}

async function change(scope: StaffScope, entryId: string, request: Request) {
  const form = await readForm(request, correctTimeForm);
  if (form.status !== "success")
    return data({ of: "change" as const, result: form.reply(), preview: null }, { status: statusOf(form) });
  const { intent, work, revision, version, reason } = form.value;
  if (intent === "preview")
    return data({
      of: "change" as const,
      result: form.reply(),
      preview: await previewReply(scope, work, entryId),
    });
  if (revision === 0) return redraft(scope, form, { ...work, entryId, version, reason });
  const done = await correctTimeEntry(scope, { ...work, entryId, revision, reason });
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok)
    return data(
      {
        of: "change" as const,
        result: form.reply(refusalReply(done.refusal, timeRefusalWords(done.refusal))),
        preview: null,
        stale: done.refusal === "stale",
      },
      { status: 409 },
    );
  const { steps, balance } = done.value;
  return redirectWithNotice(`/staff/time/${entryId}`, {
    kind: "good",
    text: m.hours_time_saved_changed({
      minutes: formatMinutes(steps.billable),
      balance: formatMinutes(postedMinutes(balance)),
    }),
  });
}

/** Changes an entry that waits: it asks anew, or counts at once where nobody's word is needed any more. */
async function redraft(
  scope: StaffScope,
  form: { reply: (options: ReturnType<typeof refusalReply>) => SubmissionResult<string[]> },
  draft: Redraft,
) {
  const done = await redraftTime(scope, draft);
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok)
    return data(
      {
        of: "change" as const,
        result: form.reply(refusalReply(done.refusal, approvalRefusalWords(done.refusal))),
        preview: null,
        stale: false,
      },
      { status: 409 },
    );
  const { steps, waits, balance } = done.value;
  const minutes = formatMinutes(steps.billable);
  const text = balance
    ? m.approval_counts_now({ balance: formatMinutes(postedMinutes(balance)) })
    : waits === "lead"
      ? m.approval_saved_lead({ minutes })
      : m.approval_saved_client({ minutes });
  return redirectWithNotice(`/staff/time/${draft.entryId}`, { kind: "good", text });
}

async function remove(scope: StaffScope, entryId: string, request: Request) {
  const form = await readForm(request, deleteTimeForm);
  if (form.status !== "success")
    return data({ of: "delete" as const, result: form.reply(), preview: null }, { status: 400 });
  if (form.value.revision === 0) return withdraw(scope, form, { ...form.value, entryId });
  const done = await deleteTimeEntry(scope, { ...form.value, entryId });
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok)
    return data(
      {
        of: "delete" as const,
        result: form.reply({ formErrors: [timeRefusalWords(done.refusal)] }),
        preview: null,
        stale: done.refusal === "stale",
      },
      { status: 409 },
    );
  return redirectWithNotice(`/staff/time/${entryId}`, {
    kind: "good",
    text: m.hours_time_deleted({ balance: formatMinutes(postedMinutes(done.value)) }),
  });
}

async function withdraw(
  scope: StaffScope,
  form: { reply: (options: { formErrors: string[] }) => SubmissionResult<string[]> },
  draft: Parameters<typeof withdrawTime>[1],
) {
  const done = await withdrawTime(scope, draft);
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok)
    return data(
      {
        of: "delete" as const,
        result: form.reply({ formErrors: [approvalRefusalWords(done.refusal)] }),
        preview: null,
        stale: false,
      },
      { status: 409 },
    );
  return redirectWithNotice(`/staff/time/${draft.entryId}`, {
    kind: "good",
    text: m.approval_withdraw_done(),
  });
}

// A preview changes nothing; after a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => formData?.get("intent") !== "preview" && (actionStatus === 409 || defaultShouldRevalidate);

export default function StaffTimeEntry() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <EditTime key={page.entry.id} page={page} reply={reply ?? null} />;
}
