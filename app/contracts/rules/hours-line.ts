import { priceOfMinutes } from "#app/platform/money.ts";
import type { Day } from "#app/platform/day.ts";

import { isInForce, versionOn, type Contract, type ContractLine } from "./contract.ts";
import { lastDayOf, type Month } from "./month.ts";

/** Work that no hours have paid: the minutes of it that are still open. */
export type UnpaidWork = { title: string; workedOn: Day; minutes: number };

/** A line of a month's invoice for hours, in minor units without VAT. */
type HoursLine = {
  contractId: string;
  key: null;
  correctsMonth: null;
  label: string;
  amountMinor: number;
  detail: {
    kind: "hours";
    perHourMinor: number;
    minutes: number;
    includedMinutes: number;
    work: UnpaidWork[];
  };
};

/** The line by which a client's contracts have hours on the month's invoice, at the end of a month; null where none says so. */
export function findHoursLine(
  contracts: readonly Contract[],
  month: Month,
): { contractId: string; line: ContractLine } | null {
  const on = lastDayOf(month);
  for (const contract of contracts.filter((one) => isInForce(one, on))) {
    const line = versionOn(contract, on)?.lines.find(({ counts }) => counts === "hours");
    if (line) return { contractId: contract.id, line };
  }
  return null;
}

/** The line of a month's hours: what was worked and not paid by prepaid hours, less what is included, at the price of an hour; none where nothing is open. */
export function hoursLines(
  contracts: readonly Contract[],
  month: Month,
  work: readonly UnpaidWork[],
): HoursLine[] {
  const found = findHoursLine(contracts, month);
  const minutes = work.reduce((sum, one) => sum + one.minutes, 0);
  if (!found || !("unitMinor" in found.line.price) || minutes === 0) return [];
  const { label, included, price } = found.line;
  const includedMinutes = Math.min(included * 60, minutes);
  return [
    {
      contractId: found.contractId,
      key: null,
      correctsMonth: null,
      label,
      amountMinor: priceOfMinutes(minutes - includedMinutes, price.unitMinor),
      detail: { kind: "hours", perHourMinor: price.unitMinor, minutes, includedMinutes, work: [...work] },
    },
  ];
}
