import { findHeld } from "#app/people/held-store.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Contract } from "./rules/contract.ts";
import { makeDraft, type Adjustment, type Draft } from "./rules/draft.ts";
import { findHoursLine } from "./rules/hours-line.ts";
import { addToMonth, firstDayOf, lastDayOf, type Month } from "./rules/month.ts";
import { linesInMonth, type HeldItem } from "./rules/month-lines.ts";
import { findOddities, type Oddity } from "./rules/oddities.ts";
import { listLeavers } from "./store/held-store.server.ts";
import { heldJobs } from "./store/job-store.server.ts";
import { listUnpaidWork } from "./store/hours-store.server.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { findMonthFacts } from "./store/month-store.server.ts";

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

type DraftedMonth = Omit<CountedMonth, "oddities"> & { held: HeldItem[] };

/** Drafts a month of a client by today's facts, without writing anything. Three queries, one more where there is a line for hours, whatever the size. */
export async function draftClientMonth(tx: Tx, clientId: string, month: Month): Promise<DraftedMonth> {
  const first = addToMonth(month, -correctedMonths);
  const [contracts, { closed, adjustments, credits, jobs }, things] = await Promise.all([
    listContracts(tx, clientId),
    findMonthFacts(tx, clientId, { first, month }),
    listHeldItems(tx, clientId, { from: firstDayOf(first), until: lastDayOf(month) }),
  ]);
  const held = [...things, ...heldJobs(jobs)];
  const work = findHoursLine(contracts, month) ? await listUnpaidWork(tx, clientId, lastDayOf(month)) : [];
  return {
    draft: makeDraft({ month, contracts, held, closed, adjustments, work, credits }),
    contracts,
    adjustments,
    held,
    lastClosed: closed.at(-1)?.month ?? null,
  };
}

/** The same with what is odd about it: one query more. */
export async function countClientMonth(tx: Tx, clientId: string, month: Month): Promise<CountedMonth> {
  const { held, ...drafted } = await draftClientMonth(tx, clientId, month);
  const leavers = await listLeavers(tx, clientId, lastDayOf(month));
  const lines = linesInMonth(drafted.contracts, month);
  return { ...drafted, oddities: findOddities(drafted.draft, lines, held, leavers) };
}

/** All things that a client's lines can count in a span of days, both ends inclusive. One query. */
export async function listHeldItems(
  tx: Tx,
  clientId: string,
  { from, until }: { from: Day; until: Day },
): Promise<HeldItem[]> {
  const { held, bought } = await findHeld(tx, clientId, { from, until: addDays(until, 1) });
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
  ];
}
