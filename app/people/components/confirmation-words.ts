import type { ConfirmationResult } from "#app/people/confirmation-results.server.ts";
import type { Settled } from "#app/people/rules/confirmation-results.ts";
import { levelWords } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** How many rows a confirmation was about, and how many of them must go. */
export function countWords({ of, count, settled }: ConfirmationResult): string {
  return of === "roster"
    ? m.people_attest_answers({ count: String(count), gone: String(settled.length) })
    : m.people_review_answers({ count: String(count), ended: String(settled.length) });
}

/** What must go. */
export function settledName({ person, resource, level }: Settled): string {
  return level === null ? person : `${person} · ${resource} (${levelWords[level]()})`;
}

/** Whether what must go went. */
export function settledWords({ state, lastDay }: Pick<Settled, "state" | "lastDay">): string {
  if (state === "open") return m.people_settled_open();
  if (lastDay === null) return m.people_settled_gone();
  const day = formatDay(lastDay, "medium");
  return state === "gone" ? m.people_settled_gone_on({ day }) : m.people_until({ day });
}
