import type { ActedOn, ActRefusal, BulkAct, RequestAct } from "#app/desk/act-on-request.server.ts";
import type { SnoozeChoice } from "#app/desk/snooze-end.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestRefusalWords, stateWord } from "#app/requests/components/words.ts";
import type { RequestRefused } from "#app/requests/store/lock-request.server.ts";

/** Until when a request may rest, in order. */
export const snoozeWords: readonly (readonly [SnoozeChoice, () => string])[] = [
  ["hours", m.queue_snooze_hours],
  ["tomorrow", m.queue_snooze_tomorrow],
  ["monday", m.queue_snooze_monday],
];

/** What happened instead, when a request was left as it is: with how it stands by now. */
export function actRefusalWords({ refusal, now }: RequestRefused<ActRefusal>): string {
  switch (refusal) {
    case "taken":
      return m.queue_refused_taken({ name: now.assigneeName ?? stateWord(now.state) });
    case "is-done":
      return m.queue_refused_done();
    case "in-the-past":
      return m.queue_refused_past();
    case "other-client":
      return m.queue_refused_other_client();
    case "merged":
      return m.queue_refused_merged();
    case "too-many-files":
      return m.files_request_full();
    case "too-late":
      return m.queue_refused_undo_late();
    case "letter-sent":
      return m.queue_refused_undo_sent();
    case "changed-meanwhile":
    case "no-such-step":
    case "not-staff":
    case "has-checklist":
      return requestRefusalWords(refusal, now);
  }
}

/** What was done with a request, in a sentence. */
export function actedWords(act: RequestAct, { number, assigneeName, until }: ActedOn, zone: string): string {
  switch (act.intent) {
    case "take":
      return m.queue_taken({ number });
    case "move":
      return m.desk_moved({ number, state: stateWord(act.to) });
    case "assign":
      return assigneeName ? m.desk_assigned({ number, name: assigneeName }) : m.desk_unassigned({ number });
    case "priority":
      return m.queue_priority_saved({ number });
    case "snooze":
      return until
        ? m.queue_snoozed({ number, until: formatInstant(until, zone) })
        : m.queue_awake({ number });
    case "comment":
      return m.queue_sent({ number });
  }
}

/** What was done with several requests, in a sentence; of a single one, as on its own page. `zone` is the reader's. */
export function actedOnManyWords(act: BulkAct, done: readonly ActedOn[], zone: string): string {
  const [first] = done;
  const count = done.length;
  if (first && count === 1) return actedWords(oneAct(act), first, zone);
  switch (act.intent) {
    case "take":
      return m.queue_many_taken({ count });
    case "move":
      return m.queue_many_moved({ count, state: stateWord(act.to) });
    case "priority":
      return m.queue_many_priority({ count });
    case "assign":
      return first?.assigneeName
        ? m.queue_many_assigned({ count, name: first.assigneeName })
        : m.queue_many_unassigned({ count });
    case "snooze":
      return first?.until
        ? m.queue_many_snoozed({ count, until: formatInstant(first.until, zone) })
        : m.queue_many_awake({ count });
  }
}

/** What was undone, in a sentence. */
export function undoneWords([first, ...more]: readonly ActedOn[]): string | null {
  if (!first) return null;
  return more.length === 0
    ? m.queue_undone({ number: first.number })
    : m.queue_many_undone({ count: more.length + 1 });
}

function oneAct(act: BulkAct): RequestAct {
  if (act.intent === "move") return { ...act, from: act.to };
  return act.intent === "assign" ? { ...act, from: null } : act;
}
