import { priceOfMinutes } from "#app/platform/money.ts";
import type { Day } from "#app/platform/day.ts";

import { versionOn, type Contract, type ContractLine } from "./contract.ts";
import { clip, firstDayOf, lastDayOf, type Month } from "./month.ts";

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

/**
 * The line by which a client's contracts have hours on a month's invoice, as it is at the end of the month, or on its contract's last day
 * before that: `until`, after which no work is on it. Of several that of the contract which goes on longest; null where none says so.
 */
export function findHoursLine(
  contracts: readonly Contract[],
  month: Month,
): { contractId: string; line: ContractLine; until: Day } | null {
  const whole = { from: firstDayOf(month), until: lastDayOf(month) };
  const found = contracts.flatMap((contract) => {
    const until = clip({ from: contract.startsOn, until: contract.endsOn }, whole)?.until;
    const line = until && versionOn(contract, until)?.lines.find(({ counts }) => counts === "hours");
    return line ? [{ contractId: contract.id, line, until }] : [];
  });
  return found.reduce<(typeof found)[number] | null>(
    (best, one) => (best === null || one.until > best.until ? one : best),
    null,
  );
}

/** The line of a month's hours: what was worked and not paid by prepaid hours, less what is included, at the price of an hour; none where nothing is open. */
export function hoursLines(
  contracts: readonly Contract[],
  month: Month,
  unpaid: readonly UnpaidWork[],
): HoursLine[] {
  const found = findHoursLine(contracts, month);
  const work = unpaid.filter(({ workedOn }) => found && workedOn <= found.until);
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
      detail: { kind: "hours", perHourMinor: price.unitMinor, minutes, includedMinutes, work },
    },
  ];
}
