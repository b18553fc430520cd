import type { BillableSteps, WorkRule } from "#app/hours/rules/billable-minutes.ts";

/** Minutes of an entry that one block pays (lotId), or that no block has paid yet (null). Value in minor units, without VAT. */
export type Allocation = { lotId: number | null; minutes: number; valueMinor: number; currency: string };

/** One line of an entry's arithmetic; minutes are what stands at the right after this step. */
export type ExplainLine =
  | { kind: "worked"; minutes: number }
  | { kind: "minimum"; minimumMinutes: number; minutes: number }
  | { kind: "rounding"; roundingMinutes: number; minutes: number }
  | { kind: "multiplier"; percent: number; minutes: number }
  | { kind: "free"; minutes: 0 }
  | { kind: "covered"; minutes: 0 }
  | { kind: "billed"; minutes: number }
  | { kind: "block"; lotId: number; minutes: number; valueMinor: number; currency: string }
  | { kind: "uncovered"; minutes: number };

/** The arithmetic of an entry line by line: only the steps that change something, then what is billed and which blocks pay it. */
export function explainEntry(
  steps: BillableSteps,
  rule: WorkRule,
  allocations: readonly Allocation[],
): ExplainLine[] {
  return [
    ...explainSteps(steps, rule),
    { kind: "billed", minutes: steps.billable },
    ...allocations.map(explainAllocation),
  ];
}

/** The steps between worked and billed. Free and covered work skip them: they would explain minutes that nobody pays. */
export function explainSteps(steps: BillableSteps, rule: WorkRule): ExplainLine[] {
  const lines: ExplainLine[] = [{ kind: "worked", minutes: steps.worked }];
  if (steps.covered) return [...lines, { kind: "covered", minutes: 0 }];
  if (steps.free) return [...lines, { kind: "free", minutes: 0 }];
  if (steps.afterMinimum !== steps.worked)
    lines.push({ kind: "minimum", minimumMinutes: rule.minimumMinutes, minutes: steps.afterMinimum });
  if (steps.afterRounding !== steps.afterMinimum)
    lines.push({ kind: "rounding", roundingMinutes: rule.roundingMinutes, minutes: steps.afterRounding });
  if (steps.multiplierPercent !== 100)
    lines.push({ kind: "multiplier", percent: steps.multiplierPercent, minutes: steps.billable });
  return lines;
}

function explainAllocation(allocation: Allocation): ExplainLine {
  return allocation.lotId === null
    ? { kind: "uncovered", minutes: allocation.minutes }
    : {
        kind: "block",
        lotId: allocation.lotId,
        minutes: allocation.minutes,
        valueMinor: allocation.valueMinor,
        currency: allocation.currency,
      };
}
