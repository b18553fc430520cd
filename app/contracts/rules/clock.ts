import { addDays, addMonths, termEnd, type Day } from "#app/platform/day.ts";

/** How a contract goes on at the end of its term: it ends, people decide, or it renews. */
export const renewals = ["none", "manual", "automatic"] as const;
export type Renewal = (typeof renewals)[number];

/** What a contract says of its time: months of the first term and of each further one, and how many months before the end notice must come. */
export type Term = { startsOn: Day; termMonths: number; renewalMonths: number; noticeMonths: number };

/** The last day on which notice is in time: the latest from which the months of notice end by the term's end. */
export function lastNoticeDay(endsOn: Day, noticeMonths: number): Day {
  let last = addMonths(endsOn, -noticeMonths);
  while (addMonths(addDays(last, 1), noticeMonths) <= endsOn) last = addDays(last, 1);
  return last;
}

export type TermClock = { endsOn: Day; lastNoticeOn: Day; renewsOn: Day };

/** The clock of a contract after so many renewals; each term is counted from the start, so that no end drifts. */
export function termClock(
  { startsOn, termMonths, renewalMonths, noticeMonths }: Term,
  renewed: number,
): TermClock {
  const endsOn = termEnd(startsOn, termMonths + renewed * renewalMonths);
  return { endsOn, lastNoticeOn: lastNoticeDay(endsOn, noticeMonths), renewsOn: addDays(endsOn, 1) };
}

/** The clock of the term in which a day lies: the first whose end is not before it. A contract that doesn't renew stays in its first. */
export function clockOn(term: Term, renewal: Renewal, on: Day): TermClock {
  if (renewal !== "automatic" || term.renewalMonths <= 0) return termClock(term, 0);
  for (let renewed = 0; ; renewed += 1) {
    const clock = termClock(term, renewed);
    if (clock.endsOn >= on) return clock;
  }
}

/** The day on which a contract ends when notice comes on a day: the end of the term whose last day for notice is not before it. */
export function endAfterNotice(term: Term, renewal: Renewal, on: Day): Day {
  for (let renewed = 0; ; renewed += 1) {
    const clock = termClock(term, renewed);
    if (clock.lastNoticeOn >= on) return clock.endsOn;
    if (renewal !== "automatic" || term.renewalMonths <= 0) return clock.endsOn >= on ? clock.endsOn : on;
  }
}
