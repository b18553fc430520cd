import type { Day } from "#app/platform/day.ts";
import type { Priority } from "#app/requests/rules/priority.ts";

import type { Renewal } from "./clock.ts";
import type { CountingRule } from "./counting.ts";
import type { LinePrice } from "./line-price.ts";

/** A fixed price a month, prepaid hours, or time and material. */
export const contractKinds = ["managed", "prepaid", "break_fix"] as const;
export type ContractKind = (typeof contractKinds)[number];

/** What a line counts: seats with a holder, devices in scope (or those of them off the standard), licences that are held or bought, an agreed number, once, jobs that were done, or work that no prepaid hours paid (its price is an hour's). */
export const lineKinds = [
  "seat",
  "device",
  "off_standard",
  "licence",
  "bought",
  "fixed",
  "once",
  "job",
  "hours",
] as const;
export type LineKind = (typeof lineKinds)[number];

/** A price line of a version. Prices in minor units without VAT; `typeId` null counts all that no other line of the contract names. */
export type ContractLine = {
  id: string;
  key: string;
  label: string;
  counts: LineKind;
  typeId: string | null;
  price: LinePrice;
  quantity: number;
  minimum: number;
  included: number;
  rule: CountingRule;
  snapshotDay: number;
  /** The day in whose month a one-off line is charged; null for all others. */
  onceOn: Day | null;
};

/** Times promised for a priority, in minutes of business hours. */
export type SlaTarget = {
  priority: Priority;
  responseMinutes: number | null;
  resolutionMinutes: number | null;
};

export type ContractVersion = {
  id: string;
  effectiveOn: Day;
  /** Why it changed; null for a contract's first. */
  reason: string | null;
  madeBy: string | null;
  madeAt: string;
  included: string[];
  excluded: string[];
  sla: SlaTarget[];
  lines: ContractLine[];
};

/** How prices may rise each year: by basis points, or by minor units a unit, from the first of a month on, told so many days before. */
export type Indexation = { kind: "rate" | "amount"; value: number; month: number; noticeDays: number };

/** What a contract says of its time: what counts on a day is said by a contract as of that day (`asOn`). */
export type SaidTerms = {
  /** Months of the first term from the contract's start; null where it has none, or its end is said by day. */
  termMonths: number | null;
  /** The last day of the term that was under way when this was agreed; null where months say it, or the contract has no term. */
  termEndsOn: Day | null;
  renewal: Renewal;
  renewalMonths: number;
  noticeMonths: number;
  indexation: Indexation | null;
};

/** Terms that were agreed after the contract was made. */
export type ChangedTerms = SaidTerms & {
  id: string;
  countsFrom: Day;
  /** Tells whether the contract ends with that term. */
  endsWithTerm: boolean;
  /** Why, as the client reads it. */
  reason: string;
  madeBy: string | null;
  madeAt: string;
};

/** A contract; what it says of its time is what it was made with, and `terms` is what was agreed since, in the order in which it counts. */
export type Contract = SaidTerms & {
  id: string;
  name: string;
  kind: ContractKind;
  currency: string;
  startsOn: Day;
  /** Its last day: its own, by notice, or at the MSP's word; null while nothing ends it. */
  endsOn: Day | null;
  terms: ChangedTerms[];
  notice: { givenOn: Day; endsOn: Day; by: string; words: string } | null;
  /** Without those that were withdrawn or would begin after its end, in the order in which they begin. */
  versions: ContractVersion[];
};

/** The version in force on a day; null before the first. */
export function versionOn({ versions }: Pick<Contract, "versions">, on: Day): ContractVersion | null {
  return versions.findLast(({ effectiveOn }) => effectiveOn <= on) ?? null;
}

/** Tells whether a contract's last day is over. */
export function hasEnded({ endsOn }: Pick<Contract, "endsOn">, today: Day): boolean {
  return endsOn !== null && endsOn < today;
}

/** Tells whether a contract is in force on a day. */
export function isInForce({ startsOn, endsOn }: Pick<Contract, "startsOn" | "endsOn">, on: Day): boolean {
  return startsOn <= on && (endsOn === null || on <= endsOn);
}
