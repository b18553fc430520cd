import { addDays, daysBetween, type Day } from "#app/platform/day.ts";

import { clockEvents } from "./clock-events.ts";
import type { Contract } from "./contract.ts";
import { announceDay } from "./price-change.ts";
import { standingOn, termEndOn } from "./terms.ts";

/** What can be noted about the end of a contract's term: it is to be renewed, or to end, or it is talked about again on a day. */
export const decisionChoices = ["renew", "let-end", "talk"] as const;
export type DecisionChoice = (typeof decisionChoices)[number];

/** What was noted about the term of a contract that ends on a day, by whom and on which day. */
export type NotedDecision = {
  contractId: string;
  termEndsOn: Day;
  choice: DecisionChoice;
  talkOn: Day | null;
  note: string;
  by: string;
  madeOn: Day;
};

/** Something that asks for a decision by a day: a contract's last day for notice, its renewal or end, an indexation, the end of a vendor's term. */
export type Decision = {
  kind: "last-notice" | "renews" | "term-ends" | "ends" | "indexation" | "vendor-term";
  on: Day;
  /** Below 0 for a term that ended without a decision while its contract goes on. */
  inDays: number;
  contractId: string | null;
  /** The contract's, or the licence's, name. */
  name: string;
  /** Of a vendor's term: how many licences. */
  quantity: number | null;
  /** The last day of the contract's term that it is about; null for all others. */
  termEndsOn: Day | null;
  noted: NotedDecision | null;
  /** Of an indexation: the last day on which its client is told in time. */
  announceBy: Day | null;
};

/** A vendor's term that ends on a day. */
export type VendorTerm = { productId: string; name: string; quantity: number; endsOn: Day };

/** How far ahead decisions are looked for, in days. */
export const decisionDays = [30, 60, 90] as const;

type Ahead = { today: Day; within?: number | undefined };

/**
 * What a client's contracts and licences ask to be decided within the next days, the nearest first. A
 * contract's term that ended stays until the contract is renewed or ended, as it is invoiced on.
 */
export function decisionsAhead(
  contracts: readonly Contract[],
  terms: readonly VendorTerm[],
  { today, within = decisionDays[2] }: Ahead,
): Decision[] {
  const last = addDays(today, within);
  const ofContracts = contracts.flatMap((contract) =>
    clockEvents(contract, today).flatMap(({ kind, on, inDays }): Decision[] => {
      if (kind === "starts" || kind === "version" || kind === "terms") return [];
      const announceBy = kind === "indexation" ? announceDay(contract, on) : null;
      if ((announceBy ?? on) > last) return [];
      // What is indexed by then, or priced by a version of its own, is decided.
      if (announceBy !== null && contract.versions.some(({ effectiveOn }) => effectiveOn >= on)) return [];
      if (on < today && kind !== "term-ends") return [];
      const termEndsOn = kind === "indexation" ? null : endOf(contract, today);
      const { id: contractId, name } = contract;
      return [{ kind, on, inDays, contractId, name, quantity: null, termEndsOn, noted: null, announceBy }];
    }),
  );
  const ofVendors = terms
    .filter(({ endsOn, quantity }) => endsOn >= today && endsOn <= last && quantity > 0)
    .map(({ endsOn, name, quantity }): Decision => ({
      ...{ kind: "vendor-term", on: endsOn, inDays: daysBetween(today, endsOn) },
      ...{ contractId: null, name, quantity, termEndsOn: null, noted: null, announceBy: null },
    }));
  return [...ofContracts, ...ofVendors].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** What was noted about a decision's term; null where nothing was. */
export function findNoted(
  notes: readonly NotedDecision[],
  { contractId, termEndsOn }: Pick<Decision, "contractId" | "termEndsOn">,
): NotedDecision | null {
  return notes.find((one) => one.contractId === contractId && one.termEndsOn === termEndsOn) ?? null;
}

function endOf(contract: Contract, today: Day): Day | null {
  return contract.endsOn ?? termEndOn(standingOn(contract, today), today);
}

/** The group of days that a decision falls into: 0 where its day is over. */
export function windowOf({ inDays }: Pick<Decision, "inDays">): 0 | (typeof decisionDays)[number] {
  return inDays < 0 ? 0 : (decisionDays.find((days) => inDays <= days) ?? 90);
}

/** Tells whether somebody has to decide now: nothing was noted, or the day to talk again has come. */
export function asksNow({ noted }: Pick<Decision, "noted">, today: Day): boolean {
  return noted === null || (noted.choice === "talk" && (noted.talkOn ?? today) <= today);
}
