import { addDays, type Day } from "#app/platform/day.ts";

import { clockOn, lastNoticeDay, type Renewal, type Term } from "./clock.ts";
import type { ChangedTerms, Contract, SaidTerms } from "./contract.ts";

/** A contract with what it says of its time on a day. */
export function asOn<T extends SaidTerms & { terms: readonly ChangedTerms[] }>(contract: T, on: Day): T {
  const terms = contract.terms.findLast(({ countsFrom }) => countsFrom <= on);
  return terms ? withTerms(contract, terms) : contract;
}

function withTerms<T extends SaidTerms>(contract: T, terms: ChangedTerms): T {
  const { termMonths, termEndsOn, renewal, renewalMonths, noticeMonths, indexation } = terms;
  return { ...contract, termMonths, termEndsOn, renewal, renewalMonths, noticeMonths, indexation };
}

/** The term that a contract's clock counts by; null where it has none. */
export function termOf(said: SaidTerms & { startsOn: Day }): Term | null {
  const { startsOn, termMonths, termEndsOn, renewalMonths, noticeMonths } = said;
  // Of a term whose end is said by day, each further one is counted from the day after.
  if (termEndsOn !== null)
    return { startsOn: addDays(termEndsOn, 1), termMonths: 0, renewalMonths, noticeMonths };
  return termMonths === null ? null : { startsOn, termMonths, renewalMonths, noticeMonths };
}

/** The last day of the term of a day by what a contract says; null where it has no term. */
export function termEndOn(said: SaidTerms & { startsOn: Day }, on: Day): Day | null {
  const term = termOf(said);
  return term && clockOn(term, said.renewal, on < said.startsOn ? said.startsOn : on).endsOn;
}

/** A contract with the terms that its next end follows from: those in force on a day, or later ones that begin before that end is over, such as a renewal that was agreed. */
export function standingOn(contract: Contract, on: Day): Contract {
  let standing = asOn(contract, on);
  for (const next of contract.terms.filter(({ countsFrom }) => countsFrom > on)) {
    const end = termEndOn(standing, on);
    if (end !== null && next.countsFrom > addDays(end, 1)) break;
    standing = withTerms(contract, next);
  }
  return standing;
}

/** The last day on which notice for an end is in time, by the notice period of each day from one on: a period that was agreed counts from its own day. */
export function lastNoticeFor(contract: Contract, endsOn: Day, on: Day): Day {
  const later = contract.terms.filter(({ countsFrom }) => countsFrom > on);
  const spans = [{ countsFrom: on, noticeMonths: asOn(contract, on).noticeMonths }, ...later];
  return spans
    .flatMap(({ countsFrom, noticeMonths }, at): Day[] => {
      const next = spans[at + 1];
      const until = next ? addDays(next.countsFrom, -1) : null;
      const last = lastNoticeDay(endsOn, noticeMonths);
      const inTime = until !== null && until < last ? until : last;
      return at === 0 || inTime >= countsFrom ? [inTime] : [];
    })
    .reduce((latest, day) => (day > latest ? day : latest));
}

export type TermsRefusal =
  | "terms-changed"
  | "terms-before"
  | "terms-after-end"
  | "term-end-passed"
  | "term-end-missing"
  | "term-end-far"
  | "ends-anyway";

/** The most days ahead that a term may end. */
const furthest = 3653;

type Asked = {
  /** The terms that the form was filled with, of the contract's own where there were none: null. */
  seen: string | null;
  countsFrom: Day;
  termEndsOn: Day | null;
  renewal: Renewal;
};

/**
 * Why a contract's terms can't change so, null when they can: others were agreed meanwhile; they begin after the latest ones and within the
 * contract; the term that is under way ends today at the earliest and in ten years at the latest, and one that doesn't renew itself without
 * people has an end; and nothing that has to be taken back first ends the contract.
 */
export function findTermsRefusal(
  { seen, countsFrom, termEndsOn, renewal }: Asked,
  contract: Pick<Contract, "startsOn" | "terms">,
  { today, endsOn, isEnded }: { today: Day; endsOn: Day | null; isEnded: boolean },
): TermsRefusal | null {
  const latest = contract.terms.at(-1) ?? null;
  if ((latest?.id ?? null) !== seen) return "terms-changed";
  if (isEnded) return "ends-anyway";
  if (countsFrom <= (latest?.countsFrom ?? addDays(contract.startsOn, -1))) return "terms-before";
  if (endsOn !== null && countsFrom > addDays(endsOn, 1)) return "terms-after-end";
  if (termEndsOn === null) return renewal === "manual" ? null : "term-end-missing";
  if (termEndsOn < today || termEndsOn < countsFrom) return "term-end-passed";
  return termEndsOn > addDays(today, furthest) ? "term-end-far" : null;
}

/** Tells whether terms that were agreed can be taken back: until their first day is over. */
export function canWithdrawTerms({ countsFrom }: Pick<ChangedTerms, "countsFrom">, today: Day): boolean {
  return countsFrom >= today;
}
