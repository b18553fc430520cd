import { listBlocksFor } from "#app/billing/catalogue-store.server.ts";
import { addToMonth, firstDayOf, lastDayOf, monthOf } from "#app/contracts/rules/month.ts";
import { findWorkCosts } from "#app/contracts/store/margin-store.server.ts";
import { listConvertible, type Convertible } from "#app/hours/ledger-conversion.server.ts";
import { listWorkIn, type WorkedEntry } from "#app/hours/store/year-of-work.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { costOf, priceOf, type Seats, type Variant } from "./rules/proposal.ts";
import type { RadarSetting } from "./rules/radar.ts";
import { marginOf, replayYear, type Margin, type Replay } from "./rules/replay.ts";
import { findHistory } from "./store/history-store.server.ts";
import type { Costs } from "./store/proposal-store.server.ts";
import { countRequestsByKind, type RequestsOfKind } from "./store/report-store.server.ts";

/**
 * What a proposal is reckoned with: the client's work of the last twelve closed months, of those months the ones with a history, the price
 * of an hour beside a contract, what is left of its hours and the minutes below zero. Minor units without VAT.
 */
export type Year = {
  entries: WorkedEntry[];
  months: string[];
  perHourMinor: number;
  left: Convertible[];
  owedMinutes: number;
  /** Its requests of these months by kind, each with the minutes worked on them. */
  requests: RequestsOfKind[];
};

/** The price of an hour where no block of the catalogue says one. */
export const usualPerHourMinor = 9500;

/** Reads a client's last twelve closed months and what is left of its hours; months before its history are left out. */
export async function findYear(
  tx: Tx,
  { clientId, currency }: { clientId: string; currency: string },
  today: Day,
): Promise<Year> {
  const present = monthOf(today);
  const months = Array.from({ length: 12 }, (_, at) => addToMonth(present, at - 12));
  const [first = present, last = present] = [months[0], months.at(-1)];
  const entries = await listWorkIn(tx, clientId, { from: firstDayOf(first), until: lastDayOf(last) });
  const history = await findHistory(tx, clientId);
  const [smallest] = (await listBlocksFor(tx, { clientId, currency })).sort((a, b) => a.minutes - b.minutes);
  const known = months.filter((month) => month >= monthOf(history.from));
  return {
    entries,
    months: known,
    requests: await countRequestsByKind(tx, clientId, {
      from: firstDayOf(known[0] ?? present),
      until: lastDayOf(last),
    }),
    owedMinutes: history.owedMinutes,
    perHourMinor: smallest?.pricePerHourMinor ?? usualPerHourMinor,
    left: await listConvertible(tx, clientId),
  };
}

/** The year under a variant with these seat numbers. */
export function replayVariant(
  year: Year,
  variant: Variant,
  seats: Seats,
  outsideRequests: readonly string[],
): Replay {
  return replayYear({
    entries: year.entries,
    covers: variant.covers,
    outsideRequests,
    monthlyMinor: priceOf(variant, seats).monthlyMinor,
    perHourMinor: year.perHourMinor,
    months: year.months,
  });
}

/** What work costs the MSP: an hour, and the handling of a request; minor units. */
export type WorkCost = Pick<RadarSetting, "labourCostMinor"> & { requestMinor: number };

/** Reads what work costs the MSP, which no client's role can. */
export async function findWorkCost(tx: Tx, { labourCostMinor }: RadarSetting): Promise<WorkCost> {
  const { requestMinor } = await findWorkCosts(tx);
  return { labourCostMinor, requestMinor };
}

/** The margin to expect of a variant with these seat numbers, by what the work inside its scope and the requests would have cost in the months on record. */
export function expectedMargin(
  variant: Variant,
  replay: Replay,
  costs: Costs,
  year: Pick<Year, "requests">,
  { labourCostMinor, requestMinor }: WorkCost,
  seats: Seats = {},
): Margin {
  return marginOf({
    monthlyMinor: priceOf(variant, seats).monthlyMinor,
    monthlyCostMinor: costOf(variant, seats, costs),
    workedMinutes: replay.coveredWorkedMinutes,
    labourCostMinor,
    requests: year.requests.reduce((all, { requests }) => all + requests, 0),
    requestMinor,
    months: replay.months.length,
  });
}

/** What is left of a client's hours in one sum: whole minutes, their value without VAT, what is held by disputes, and what is below zero. */
export type HoursLeftSum = Record<
  "minutes" | "valueMinor" | "refundMinor" | "heldMinutes" | "owedMinutes",
  number
>;

/** Adds up what is left; what can't be paid back, because no payment of ours stands behind it, is not in `refundMinor`. */
export function sumLeft({ left, owedMinutes }: Pick<Year, "left" | "owedMinutes">): HoursLeftSum {
  return left.reduce(
    (sum, one) => ({
      ...sum,
      minutes: sum.minutes + one.minutes,
      valueMinor: sum.valueMinor + one.valueMinor,
      refundMinor: sum.refundMinor + (one.minutes > 0 ? (one.refundMinor ?? 0) : 0),
      heldMinutes: sum.heldMinutes + one.heldMinutes,
    }),
    { minutes: 0, valueMinor: 0, refundMinor: 0, heldMinutes: 0, owedMinutes },
  );
}
