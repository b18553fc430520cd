import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { EditTime } from "#app/hours/components/edit-time.tsx";
import { timeRefusalWords } from "#app/hours/components/words.ts";
import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import { correctTimeForm, deleteTimeForm } from "#app/hours/forms/time-form.server.ts";
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
  return { ...(await getStaffEntryPage(scope, uuidParam(params["entryId"]))), mayChange: scope.role !== "finance" };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, "engineer", "account_manager", "owner");
  const entryId = uuidParam(params["entryId"]);
  const intent = (await readFields(request.clone())).get("intent");
  return intent === "delete" ? remove(scope, entryId, request) : change(scope, entryId, request);
}

async function change(scope: StaffScope, entryId: string, request: Request) {
  const form = await readForm(request, correctTimeForm);
  if (form.status !== "success") return data({ of: "change" as const, result: form.reply(), preview: null }, { status: statusOf(form) });
  const { intent, work, revision, reason } = form.value;
  if (intent === "preview") return data({ of: "change" as const, result: form.reply(), preview: await previewReply(scope, work, entryId) });
  const done = await correctTimeEntry(scope, { ...work, entryId, revision, reason });
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok) return data({ of: "change" as const, result: form.reply({ formErrors: [timeRefusalWords(done.refusal)] }), preview: null, stale: done.refusal === "stale" }, { status: 409 });
  const { steps, balance } = done.value;
  return redirectWithNotice(`/staff/time/${entryId}`, { kind: "good", text: m.hours_time_saved_changed({ minutes: formatMinutes(steps.billable), balance: formatMinutes(postedMinutes(balance)) }) });
}

async function remove(scope: StaffScope, entryId: string, request: Request) {
  const form = await readForm(request, deleteTimeForm);
  if (form.status !== "success") return data({ of: "delete" as const, result: form.reply(), preview: null }, { status: 400 });
  const done = await deleteTimeEntry(scope, { ...form.value, entryId });
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok) return data({ of: "delete" as const, result: form.reply({ formErrors: [timeRefusalWords(done.refusal)] }), preview: null, stale: done.refusal === "stale" }, { status: 409 });
  return redirectWithNotice(`/staff/time/${entryId}`, { kind: "good", text: m.hours_time_deleted({ balance: formatMinutes(postedMinutes(done.value)) }) });
}

// A preview changes nothing; after a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, actionStatus, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "preview" && (actionStatus === 409 || defaultShouldRevalidate);

export default function StaffTimeEntry() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <EditTime key={page.entry.id} page={page} reply={reply ?? null} />;
}
