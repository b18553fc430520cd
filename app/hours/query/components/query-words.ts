import type { Tone } from "#app/ui/badge.tsx";
import type { AskRefusal } from "#app/hours/query/ask-about-entry.server.ts";
import type { DecideQueryRefusal } from "#app/hours/query/decide-query.server.ts";
import type { ShownLine } from "#app/hours/query/query-view.server.ts";
import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import type { QueryState } from "#app/hours/rules/contest.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const asking = {
  deleted: m.query_refused_deleted,
  waits: m.query_refused_waits,
  "asked-before": m.query_refused_asked_before,
  "too-late": m.query_refused_too_late,
  "changed-meanwhile": m.query_refused_changed_meanwhile,
} satisfies Record<Exclude<AskRefusal, "no-such-entry">, () => string>;

/** Why a client can't ask about an entry, and the way on. */
export function askRefusalWords(refusal: Exclude<AskRefusal, "no-such-entry">): string {
  return asking[refusal]();
}

/** Why a step on a query came to nothing, and the way on. */
export function queryRefusalWords(refusal: Exclude<DecideQueryRefusal, "no-such-query">): string {
  if (refusal === "already-decided") return m.query_refused_already_decided();
  return refusal === "not-fewer" ? m.query_refused_not_fewer() : timeRefusalWords(refusal);
}

const states = {
  open: m.query_state_open,
  accepted: m.query_state_accepted,
  upheld: m.query_state_upheld,
  withdrawn: m.query_state_withdrawn,
} satisfies Record<QueryState, () => string>;
const tones: Record<QueryState, Tone> = {
  open: "low",
  accepted: "good",
  upheld: "neutral",
  withdrawn: "neutral",
};

/** How a query stands, in a word and a colour. */
export function queryState(state: QueryState): { word: string; tone: Tone } {
  return { word: states[state](), tone: tones[state] };
}

/** Who did what in a thread. */
export function lineTitle({ kind, name, minutes }: Pick<ShownLine, "kind" | "name" | "minutes">): string {
  switch (kind) {
    case "asked":
      return m.query_line_asked({ name });
    case "said":
      return m.query_line_said({ name });
    case "accepted":
      return minutes
        ? m.query_line_accepted_part({ name, minutes: formatMinutes(minutes) })
        : m.query_line_accepted_all({ name });
    case "upheld":
      return m.query_line_upheld({ name });
    case "withdrawn":
      return m.query_line_withdrawn({ name });
  }
}
