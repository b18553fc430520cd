import { data } from "@remix-run/node";

import { readSeen, rejectForm } from "#app/hours/forms/approval-form.server.ts";
import { sentText } from "#app/hours/forms/query-form.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { redirectWithNotice, type Notice } from "#app/platform/flash.server.ts";
import { readFields, readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";

import { approveTime, type ApproveOutcome, type ApproveRefusal } from "./approve-time.server.ts";
import { approvalRefusalWords } from "./components/approval-words.ts";
import { rejectTime } from "./reject-time.server.ts";

/** Takes what was posted to a page of approvals, staff's or a client's: entries approved, or one sent back with words. */
export async function decideByForm(scope: Scope, request: Request, page: string) {
  const fields = await readFields(request.clone());
  if (fields.get("intent") === "reject") return reject(scope, request, page);
  const seen = readSeen(fields.getAll("entry"));
  if (seen.length === 0)
    return data(
      { of: "approve", result: { status: "error" as const, error: { "": [m.approval_nothing_chosen()] } } },
      { status: 400 },
    );
  const outcomes = await approveTime(scope, seen);
  const refusals = refusalsOf(outcomes);
  if (refusals.length === outcomes.length && refusals.every((refusal) => refusal === "no-such-entry"))
    return notFound();
  return redirectWithNotice(page, noticeOf(outcomes, refusals));
}

async function reject(scope: Scope, request: Request, page: string) {
  const form = await readForm(request, rejectForm);
  const of = `reject-${sentText(form, "entryId")}`;
  if (form.status !== "success") return data({ of, result: form.reply() }, { status: 400 });
  const done = await rejectTime(scope, form.value);
  if (!done.ok && done.refusal === "no-such-entry") return notFound();
  if (!done.ok)
    return data(
      { of, result: form.reply({ formErrors: [approvalRefusalWords(done.refusal)] }) },
      { status: 409 },
    );
  return redirectWithNotice(page, { kind: "good", text: m.approval_sent_back() });
}

function refusalsOf(outcomes: ApproveOutcome[]): ApproveRefusal[] {
  return outcomes.flatMap(({ result }) => (result.ok ? [] : [result.refusal]));
}

function noticeOf(outcomes: ApproveOutcome[], refusals: ApproveRefusal[]): Notice {
  const done = outcomes.length - refusals.length;
  const [why] = refusals;
  if (why)
    return {
      kind: "low",
      text: m.approval_some({ done, left: refusals.length, why: approvalRefusalWords(why) }),
    };
  const passed = outcomes.every(({ result }) => result.ok && result.value === "passed-on");
  return { kind: "good", text: passed ? m.approval_passed() : m.approval_done({ count: done }) };
}
