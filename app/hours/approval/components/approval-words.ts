import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import type { ApproveRefusal } from "#app/hours/approval/approve-time.server.ts";
import type { RedraftRefusal } from "#app/hours/approval/redraft-time.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type Refusal = ApproveRefusal | RedraftRefusal;

const words: Partial<Record<Refusal, () => string>> = {
  "no-such-entry": m.approval_refused_no_such_entry,
  "already-decided": m.approval_refused_already_decided,
  "changed-meanwhile": m.approval_refused_changed_meanwhile,
  "own-time": m.approval_refused_own_time,
  "not-asked": m.approval_refused_not_asked,
  "not-yours": m.approval_refused_not_yours,
};

/** Why a step on waiting time came to nothing, and the way on. */
export function approvalRefusalWords(refusal: Refusal): string {
  switch (refusal) {
    case "no-such-entry":
    case "already-decided":
    case "changed-meanwhile":
    case "own-time":
    case "not-asked":
    case "not-yours":
      return words[refusal]?.() ?? "";
    default:
      return timeRefusalWords(refusal);
  }
}
