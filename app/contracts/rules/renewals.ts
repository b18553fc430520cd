import { addDays, type Day } from "#app/platform/day.ts";

import { clockEvents } from "./clock-events.ts";
import type { Contract } from "./contract.ts";

/** Something that asks for a decision by a day: a contract's last day for notice, its renewal or end, an indexation, the end of a vendor's term. */
export type Decision = {
  kind: "last-notice" | "renews" | "term-ends" | "ends" | "indexation" | "vendor-term";
  on: Day;
  inDays: number;
  contractId: string | null;
  /** The contract's, or the licence's, name. */
  name: string;
  /** Of a vendor's term: how many licences. */
  quantity: number | null;
};

/** A vendor's term that ends on a day. */
export type VendorTerm = { productId: string; name: string; quantity: number; endsOn: Day };

/** How far ahead decisions are looked for, in days. */
export const decisionDays = [30, 60, 90] as const;

/** What a client's contracts and licences ask to be decided within the next days, the nearest first. */
export function decisionsAhead(
  contracts: readonly Contract[],
  terms: readonly VendorTerm[],
  today: Day,
  within: number = decisionDays[2],
): Decision[] {
  const last = addDays(today, within);
  const ofContracts = contracts.flatMap((contract) =>
    clockEvents(contract, today).flatMap(({ kind, on, inDays }): Decision[] =>
      kind === "starts" || kind === "version" || on < today || on > last
        ? []
        : [{ kind, on, inDays, contractId: contract.id, name: contract.name, quantity: null }],
    ),
  );
  const ofVendors = terms
    .filter(({ endsOn, quantity }) => endsOn >= today && endsOn <= last && quantity > 0)
    .map(({ endsOn, name, quantity }): Decision => ({
      kind: "vendor-term",
      on: endsOn,
      inDays: Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000),
      contractId: null,
      name,
      quantity,
    }));
  return [...ofContracts, ...ofVendors].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The group of days that a decision falls into. */
export function windowOf({ inDays }: Pick<Decision, "inDays">): (typeof decisionDays)[number] {
  return decisionDays.find((days) => inDays <= days) ?? 90;
}
