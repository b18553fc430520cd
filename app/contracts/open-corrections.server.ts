import type { Tx } from "#app/platform/db.server.ts";

import { countClientMonth } from "./count-client.server.ts";
import type { DraftLine } from "./rules/draft.ts";
import { addToMonth, type Month } from "./rules/month.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";

/** What a closed month is to be put right by and has not been yet: the lines that the next month to close would have. */
export async function findOpenCorrections(tx: Tx, clientId: string, month: Month): Promise<DraftLine[]> {
  const last = await findLastClosedMonth(tx, clientId);
  if (last === null) return [];
  const { draft } = await countClientMonth(tx, clientId, addToMonth(last, 1));
  return draft.lines.filter(({ correctsMonth }) => correctsMonth === month);
}
