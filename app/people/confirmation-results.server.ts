import type { Day } from "#app/platform/day.ts";

import { peopleWhoAreGone, rightsThatMustGo, type Settled } from "./rules/confirmation-results.ts";
import type { Roster } from "./rules/roster.ts";
import type { Confirmation } from "./store/confirmation-store.server.ts";

/** What a client's manager confirmed: who and when, how many rows, and what must go with whether it went; `hash` is evidence of what was shown. */
export type ConfirmationResult = {
  of: "roster" | "rights";
  id: string;
  quarterStartsOn: Day;
  confirmedAt: Date;
  name: string;
  hash: string;
  requestId: string | null;
  count: number;
  note: string;
  settled: Settled[];
};

/** Confirmations of who works at the client, with whether those who are gone left on record. */
export function rosterResults(
  roster: Pick<Roster, "employee">,
  done: readonly Confirmation<"roster">[],
  today: Day,
): ConfirmationResult[] {
  return done.map(({ content, ...kept }) => ({
    ...kept,
    of: "roster",
    count: content.people.length,
    note: content.note,
    settled: peopleWhoAreGone(roster, content.people, today),
  }));
}

/** Reviews of access rights, with whether what must go went. */
export function rightsResults(
  roster: Pick<Roster, "right">,
  done: readonly Confirmation<"rights">[],
  today: Day,
): ConfirmationResult[] {
  return done.map(({ content, ...kept }) => ({
    ...kept,
    of: "rights",
    count: content.rights.length,
    note: content.note,
    settled: rightsThatMustGo(roster, content.rights, today),
  }));
}
