import { contractsAccess } from "#app/contracts/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

/** A managed contract: a price per seat and month, in minor units without VAT. */
export type Contract = {
  id: string;
  name: string;
  seats: number;
  seatPriceMinor: number;
  currency: string;
  startsOn: Day;
  endsOn: Day | null;
};

/** What a contract costs a month, in minor units without VAT. */
export function monthlyTotalMinor(contract: Pick<Contract, "seats" | "seatPriceMinor">): number {
  return contract.seats * contract.seatPriceMinor;
}

/** Tells whether this person may read what the contract costs: everybody but a client's employees. */
export function maySeeContract(scope: Pick<Scope, "kind" | "role">): boolean {
  return scope.kind === "staff" || may(scope, contractsAccess.seePrices);
}
