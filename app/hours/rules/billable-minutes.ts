import { divideRounded } from "#app/platform/money.ts";

/** How a work type turns minutes worked into minutes billed. */
export type WorkRule = {
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
  /** A managed contract covers the work on that day, so that it draws nothing. */
  covered?: true;
};

/** Every step from worked to billed, in whole minutes, so that the bill can be explained. */
export type BillableSteps = {
  worked: number;
  afterMinimum: number;
  afterRounding: number;
  multiplierPercent: number;
  billable: number;
  free: boolean;
  covered?: true;
};

/** Worked -> minimum -> rounding up -> multiplier (rounded half up, once) -> billable minutes; free or covered work bills nothing. */
export function billableMinutes(worked: number, rule: WorkRule): BillableSteps {
  const afterMinimum = Math.max(worked, rule.minimumMinutes);
  const afterRounding = Math.ceil(afterMinimum / rule.roundingMinutes) * rule.roundingMinutes;
  const multiplied = divideRounded(BigInt(afterRounding) * BigInt(rule.multiplierPercent), 100n);
  return {
    worked,
    afterMinimum,
    afterRounding,
    multiplierPercent: rule.multiplierPercent,
    billable: rule.free || rule.covered ? 0 : multiplied,
    free: rule.free,
    ...(rule.covered && { covered: true }),
  };
}
