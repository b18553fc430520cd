import type { AssignRefusal } from "#app/requests/assign-request.server.ts";
import type { MoveRefusal } from "#app/requests/move-request.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Tone } from "#app/ui/badge.tsx";

const states: Record<RequestState, { word: () => string; tone: Tone }> = {
  new: { word: m.desk_state_new, tone: "info" },
  in_progress: { word: m.desk_state_in_progress, tone: "good" },
  waiting: { word: m.desk_state_waiting, tone: "low" },
  done: { word: m.desk_state_done, tone: "neutral" },
  awaiting_approval: { word: m.desk_state_awaiting_approval, tone: "low" },
  scheduled: { word: m.desk_state_scheduled, tone: "info" },
  refused: { word: m.desk_state_refused, tone: "negative" },
  withdrawn: { word: m.desk_state_withdrawn, tone: "neutral" },
};

/** How a request stands, in a word. */
export function stateWord(state: RequestState): string {
  return states[state].word();
}

/** The colour of a state's badge. */
export function stateTone(state: RequestState): Tone {
  return states[state].tone;
}

/** What happened instead, when a request was left as it is: with how it stands by now. */
export function requestRefusalWords(
  refusal: MoveRefusal | AssignRefusal,
  now: { state: RequestState; assigneeName: string | null },
): string {
  const words = {
    "changed-meanwhile": () =>
      now.assigneeName
        ? m.desk_refused_changed_with({ state: stateWord(now.state), name: now.assigneeName })
        : m.desk_refused_changed({ state: stateWord(now.state) }),
    "no-such-step": () => m.desk_refused_no_such_step({ state: stateWord(now.state) }),
    "not-staff": m.desk_refused_not_staff,
    "has-checklist": m.desk_refused_has_checklist,
  } satisfies Record<MoveRefusal | AssignRefusal, () => string>;
  return words[refusal]();
}
