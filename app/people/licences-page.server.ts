import type { Scope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { readRoster, type NamedRoster } from "./read-roster.server.ts";
import { licenceLines, type LicenceLine } from "./rules/holdings-view.ts";
import type { Included } from "./store/included-store.server.ts";
import type { Product } from "./store/product-store.server.ts";

/** The licence specification of a day; prices a month in minor units without VAT, what the MSP pays is not in it. */
export type LicencesPage = {
  lines: LicenceLine<Product>[];
  totals: { currency: string; monthlyMinor: number; unusedMinor: number; unused: number };
  /** The last day of the term of the client's contracts, the latest of them; null without one. */
  contractEndsOn: Day | null;
  today: Day;
  /** The day that is shown; `on` is null where that is today. */
  day: Day;
  on: Day | null;
};

/** What a client's contracts say of its licences: how many of each product they count, which a seat's price holds, and the last day of their term. */
export type InContract = {
  counts: ReadonlyMap<string, number>;
  included: Included[];
  endsOn: Day | null;
};
/** Tells what a client's contracts say of its licences on a day. */
export type CountInContract = (tx: Tx, clientId: string, today: Day) => Promise<InContract>;

/** A client's licences by product with who has them. `inContract` says how many of each product the contract counts, where that is known. */
export async function getLicencesPage(
  scope: Scope,
  clientId: string,
  inContract: CountInContract = async () => ({ counts: new Map(), included: [], endsOn: null }),
): Promise<LicencesPage> {
  const { also, ...named } = await readRoster(scope, clientId, (tx, { day }) =>
    inContract(tx, clientId, day),
  );
  return licencesOf(named, also);
}

/** The same of what was read already. */
export function licencesOf(
  { roster, products, today, day, on, currency }: NamedRoster,
  { counts, endsOn }: InContract,
): LicencesPage {
  // What nobody uses and costs most comes first.
  const lines = licenceLines(roster, products, day, counts).sort(
    (one, other) => other.numbers.unusedMinor - one.numbers.unusedMinor,
  );
  const sum = (count: (line: LicenceLine<Product>) => number): number =>
    lines.reduce((total, line) => total + count(line), 0);
  return {
    lines,
    totals: {
      currency,
      monthlyMinor: sum(({ numbers }) => numbers.monthlyMinor),
      unusedMinor: sum(({ numbers }) => numbers.unusedMinor),
      unused: sum(({ numbers }) => Math.max(numbers.free, 0) + numbers.leavers),
    },
    contractEndsOn: endsOn,
    today,
    day,
    on,
  };
}
