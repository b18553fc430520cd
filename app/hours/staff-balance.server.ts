import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { balanceOf, type BalancePart } from "./balance-part.ts";
import { listBlocks, type BlockRow } from "./store/block-list.server.ts";
import { findHoursState } from "./store/hours-state.server.ts";

export type StaffBlock = Omit<BlockRow, "validUntil"> & { validUntil: Day | null };
/** `older`: how many more blocks there are than are listed, all of them used up. */
export type StaffBalance = { balance: BalancePart; blocks: StaffBlock[]; older: number };

/** What a client has left and in which blocks, as staff see it: the client's own figures. Two queries besides the scope's; 404 for none in sight. */
export function getStaffBalance(scope: StaffScope, clientId: string): Promise<StaffBalance> {
  const at = now();
  return readInScope(scope, async (tx) => {
    const state = await findHoursState(tx, clientId, at);
    if (!state) return notFound();
    const { blocks, all } = await listBlocks(tx, clientId, at);
    return {
      balance: balanceOf(state, dayIn(state.zone, at)),
      older: all - blocks.length,
      blocks: blocks.map((block) => ({
        ...block,
        validUntil: block.validUntil === null ? null : day(block.validUntil),
      })),
    };
  });
}
