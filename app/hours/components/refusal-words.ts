import type { CorrectRefusal } from "#app/hours/correct-time-entry.server.ts";
import type { DeleteRefusal } from "#app/hours/delete-time-entry.server.ts";
import type { PostRefusal } from "#app/hours/post-time-entry.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const refusals = {
  "no-such-request": m.hours_refused_no_such_request,
  "no-such-work-type": m.hours_refused_no_such_work_type,
  "duration-missing": m.hours_worked_missing,
  "end-without-start": m.hours_worked_end_without_start,
  "end-is-start": m.hours_worked_end_is_start,
  "too-long": m.hours_worked_too_long,
  "duration-differs": m.hours_worked_differs,
  "no-such-start": m.hours_worked_no_such_time,
  "no-such-end": m.hours_worked_no_such_time,
  "which-start": m.hours_worked_which_hour,
  "which-end": m.hours_worked_which_hour,
  "not-ended": m.hours_worked_not_ended,
  "end-before-start": m.hours_worked_end_before_start,
  long: m.hours_worked_long,
  "day-in-future": m.hours_refused_day_in_future,
  "start-in-future": m.hours_refused_start_in_future,
  "no-hours-account": m.hours_refused_no_hours_account,
  "account-frozen": m.hours_refused_account_frozen,
  "clock-ahead": m.hours_refused_clock_ahead,
  "too-many-hours": m.hours_refused_too_many_hours,
  "below-zero-refused": m.hours_refused_below_zero,
  "late-without-reason": m.hours_refused_late_without_reason,
  "already-saved": m.hours_refused_already_saved,
  stale: m.hours_refused_stale,
  deleted: m.hours_refused_deleted,
  "no-such-entry": m.hours_refused_no_such_entry,
  contested: m.query_refused_contested,
  "needs-approval": m.approval_refused_needs_word,
  "too-long-ago": m.approval_refused_too_long_ago,
} satisfies Record<PostRefusal | CorrectRefusal | DeleteRefusal, () => string>;

/** Why time was not written, changed or taken back, and the way on. */
export function timeRefusalWords(refusal: PostRefusal | CorrectRefusal | DeleteRefusal): string {
  return refusals[refusal]();
}
