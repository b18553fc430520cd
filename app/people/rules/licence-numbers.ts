import type { Day } from "#app/platform/day.ts";

import { boughtOn } from "./licence-acts.ts";
import { hasLeft } from "./odd.ts";
import type { Assignment, Roster } from "./roster.ts";
import { isOn } from "./span.ts";

/** What a client has of one licence on a day; costs in the price's minor units a month, without VAT. */
export type LicenceNumbers = {
  productId: string;
  /** What the contract counts; null where that is not known. */
  inContract: number | null;
  bought: number;
  assigned: number;
  /** People at work who have it. */
  people: number;
  mailboxes: number;
  leavers: number;
  /** Bought and with nobody; below zero when more were assigned than bought. */
  free: number;
  /** What all that were bought cost, and what the free and leaver-held ones among them cost. */
  monthlyMinor: number;
  unusedMinor: number;
};

/** The numbers of one licence side by side. */
export function licenceNumbers(
  roster: Roster,
  { productId, priceMinor }: { productId: string; priceMinor: number },
  today: Day,
  inContract: number | null = null,
): LicenceNumbers {
  const bought = boughtOn(roster, productId, today);
  const held = roster.assignment.filter((one) => one.productId === productId && isOn(one, today));
  const leavers = held.filter((one) => isLeaverHeld(roster, one, today)).length;
  const mailboxes = held.filter(({ employeeId }) => employeeId === null).length;
  const free = bought - held.length;
  return {
    productId,
    inContract,
    bought,
    assigned: held.length,
    people: held.length - leavers - mailboxes,
    mailboxes,
    leavers,
    free,
    monthlyMinor: bought * priceMinor,
    unusedMinor: (Math.max(free, 0) + leavers) * priceMinor,
  };
}

/** Tells whether a licence is with somebody whose last day has passed. */
export function isLeaverHeld(roster: Roster, { employeeId }: Assignment, today: Day): boolean {
  const holder = roster.employee.find(({ id }) => id === employeeId);
  return holder !== undefined && hasLeft(holder, today);
}
