import { listBought, listHeld } from "#app/people/held-store.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Contract } from "./rules/contract.ts";
import { makeDraft, type Adjustment, type Draft } from "./rules/draft.ts";
import { findHoursLine } from "./rules/hours-line.ts";
import { addToMonth, firstDayOf, lastDayOf, type Month } from "./rules/month.ts";
import { linesInMonth, type HeldItem } from "./rules/month-lines.ts";
import { findOddities, type Oddity } from "./rules/oddities.ts";
import { listLeavers } from "./store/held-store.server.ts";
import { listCredits } from "./store/credit-store.server.ts";
import { heldJobs, listJobs } from "./store/job-store.server.ts";
import { listUnpaidWork } from "./store/hours-store.server.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listAdjustments, listClosedMonths } from "./store/month-store.server.ts";

/** How many months back a late fact still puts a closed month right. */
const correctedMonths = 12;

export type CountedMonth = {
  draft: Draft;
  contracts: Contract[];
  adjustments: Adjustment[];
  oddities: Oddity[];
  /** The last closed month before this one. */
  lastClosed: Month | null;
};

/** Counts a month of a client by today's facts, without writing anything: its draft and what is odd about it. Eleven queries, whatever the size. */
export async function countClientMonth(tx: Tx, clientId: string, month: Month): Promise<CountedMonth> {
  const first = addToMonth(month, -correctedMonths);
  const contracts = await listContracts(tx, clientId);
  const closed = (await listClosedMonths(tx, clientId, first)).filter((one) => one.month < month);
  const adjustments = await listAdjustments(tx, clientId, month);
  const held = await listHeldItems(tx, clientId, { from: firstDayOf(first), until: lastDayOf(month) });
  const leavers = await listLeavers(tx, clientId, lastDayOf(month));
  const credits = await listCredits(tx, clientId);
  const work = findHoursLine(contracts, month) ? await listUnpaidWork(tx, clientId, lastDayOf(month)) : [];
  const draft = makeDraft({ month, contracts, held, closed, adjustments, work, credits });
  return {
    draft,
    contracts,
    adjustments,
    oddities: findOddities(draft, linesInMonth(contracts, month), held, leavers),
    lastClosed: closed.at(-1)?.month ?? null,
  };
}

/** All that a client's lines can count in a span of days, both ends inclusive. */
export async function listHeldItems(
  tx: Tx,
  clientId: string,
  { from, until }: { from: Day; until: Day },
): Promise<HeldItem[]> {
  const span = { from, until: addDays(until, 1) };
  const held = await listHeld(tx, clientId, span);
  const bought = await listBought(tx, clientId, span);
  const jobs = await listJobs(tx, clientId, { from, until });
  return [
    ...held.map((item) => ({ ...item, until: item.until && addDays(item.until, -1), times: 1 })),
    ...bought.map(({ productId, name, quantity, from: since, until: before }) => ({
      kind: "bought" as const,
      typeId: productId,
      subjectId: productId,
      label: name,
      times: quantity,
      from: since,
      until: before && addDays(before, -1),
      onStandard: null,
    })),
    ...heldJobs(jobs),
  ];
}
