import type { Contract } from "#app/contracts/rules/contract.ts";
import { addDays, type Day } from "#app/platform/day.ts";

/** What becomes of a contract when a proposal starts: it ends the day before, or stays beside it (until its own last day, where it has one). */
export type Beside =
  { name: string; fate: "ends"; lastOn: Day } | { name: string; fate: "stays"; lastOn: Day | null };

/** The kinds of contracts that the start of a proposal ends; a managed one stays. */
export const endedByConversion = ["prepaid", "break_fix"] as const;

/** What becomes of the contracts that would go on after a proposal's first day; without those that end before it, and the proposal's own. */
export function contractsBeside(
  contracts: readonly Pick<Contract, "id" | "name" | "kind" | "endsOn">[],
  { startsOn, exceptId }: { startsOn: Day; exceptId: string | null },
): Beside[] {
  return contracts
    .filter(({ id, endsOn }) => id !== exceptId && (endsOn === null || endsOn >= startsOn))
    .map(({ name, kind, endsOn }) =>
      endedByConversion.some((ended) => ended === kind)
        ? { name, fate: "ends", lastOn: addDays(startsOn, -1) }
        : { name, fate: "stays", lastOn: endsOn },
    );
}
