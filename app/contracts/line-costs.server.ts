import type { Tx } from "#app/platform/db.server.ts";

import { costParts, type CostPart } from "./rules/cost.ts";
import { listLineCosts } from "./store/contract-store.server.ts";

/** What a line of a version costs the MSP and leaves on paper; minor units a unit and month. */
export type LineMargin = { parts: { part: CostPart; costMinor: number }[]; costMinor: number };

/** What each line of a client's contracts costs the MSP, by the line's id. One query. */
export async function readLineCosts(tx: Tx, clientId: string): Promise<Record<string, LineMargin>> {
  const costs = await listLineCosts(tx, [clientId]);
  return Object.fromEntries(
    [...costs].map(([lineId, known]) => {
      const parts = costParts.flatMap((part) => (known[part] ? [{ part, costMinor: known[part] }] : []));
      return [lineId, { parts, costMinor: parts.reduce((sum, { costMinor }) => sum + costMinor, 0) }];
    }),
  );
}
