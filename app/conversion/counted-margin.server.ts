import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { marginOf } from "#app/contracts/rules/margin.ts";
import { addToMonth, clip, daysOf, firstDayOf, lastDayOf, monthOf } from "#app/contracts/rules/month.ts";
import { listLineCosts } from "#app/contracts/store/contract-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { countedMargin, type CountedPart } from "./rules/afterwards.ts";

const noWork = { minutes: 0, requests: 0, corrections: 0 };
const noCosts = { hourMinor: 0, requestMinor: 0, correctionMinor: 0 };

/**
 * What a contract's lines came to in a span of days and left after their cost parts, as its months were counted (or are counted so far): the
 * units that there were on each day, whatever number was agreed. Minor units without VAT.
 */
export async function findCountedMargin(
  tx: Tx,
  { clientId, contractId, from, until }: { clientId: string; contractId: string; from: Day; until: Day },
): Promise<{ revenueMinor: number; marginMinor: number }> {
  const costs = await listLineCosts(tx, [clientId]);
  const parts: CountedPart[] = [];
  for (let month = monthOf(from); month <= monthOf(until); month = addToMonth(month, 1)) {
    const { draft, closed, contracts } = await countClientMonth(tx, clientId, month);
    const contract = contracts.filter(({ id }) => id === contractId);
    const whole = clip(
      { from, until: lastDayOf(month) },
      { from: firstDayOf(month), until: lastDayOf(month) },
    );
    const shown = clip({ from, until }, { from: firstDayOf(month), until: lastDayOf(month) });
    for (const line of closed?.lines ?? draft.lines) {
      if (line.contractId !== contractId || line.detail.kind !== "count") continue;
      const { revenueMinor, costMinor } = marginOf([line], contract, costs, noWork, noCosts);
      parts.push({
        ...{ revenueMinor, costMinor, isOnce: line.detail.counts === "once" },
        contractDays: whole ? daysOf(whole) : 0,
        spanDays: shown ? daysOf(shown) : 0,
      });
    }
  }
  return countedMargin(parts);
}
