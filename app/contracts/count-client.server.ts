import { listBoughtOf, listHeldOf } from "#app/people/held.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Contract } from "./rules/contract.ts";
import { makeDraft, type Adjustment, type ClosedMonth, type Credit, type Draft } from "./rules/draft.ts";
import { findHoursLine, type UnpaidWork } from "./rules/hours-line.ts";
import { addToMonth, firstDayOf, lastDayOf, type Month } from "./rules/month.ts";
import { linesInMonth, type HeldItem } from "./rules/month-lines.ts";
import { findOddities, type Leaver, type Oddity } from "./rules/oddities.ts";
import { listLeavers } from "./store/held-store.server.ts";
import { listCredits } from "./store/credit-store.server.ts";
import { heldJobs, listJobsOf } from "./store/job-store.server.ts";
import { listUnpaidWork } from "./store/hours-store.server.ts";
import { listContractsOf } from "./store/contract-store.server.ts";
import { listAdjustments, listClosedMonths } from "./store/month-store.server.ts";

/** How many months back a late fact still puts a closed month right. */
const correctedMonths = 12;

export type CountedMonth = {
  draft: Draft;
  contracts: Contract[];
  adjustments: Adjustment[];
  oddities: Oddity[];
  /** The month as it was closed; null while it is open. */
  closed: ClosedMonth | null;
  /** The last closed month before this one. */
  lastClosed: Month | null;
};

/** Counts a month of a client by today's facts, without writing anything: its draft and what is odd about it. Eleven queries, whatever the size. */
export async function countClientMonth(tx: Tx, clientId: string, month: Month): Promise<CountedMonth> {
  return (await countMonths(tx, [clientId], month))(clientId);
}

/** The same of several clients, in the same eleven queries: answers each client's month. */
export async function countMonths(
  tx: Tx,
  clientIds: readonly string[],
  month: Month,
): Promise<(clientId: string) => CountedMonth> {
  const first = addToMonth(month, -correctedMonths);
  const until = lastDayOf(month);
  const contracts = byClient(await listContractsOf(tx, clientIds));
  const months = byClient(await listClosedMonths(tx, clientIds, first));
  const adjustments = byClient(await listAdjustments(tx, clientIds, month));
  const held = await listHeldItemsOf(tx, clientIds, { from: firstDayOf(first), until });
  const leavers = byClient(await listLeavers(tx, clientIds, until));
  const credits = byClient(await listCredits(tx, clientIds));
  const withHours = clientIds.filter((id) => findHoursLine(contracts(id).map(contractIn), month));
  const work = byClient(withHours.length === 0 ? [] : await listUnpaidWork(tx, withHours, until));
  return (clientId) =>
    countOf({
      month,
      contracts: contracts(clientId).map(contractIn),
      months: months(clientId).filter((one) => one.month <= month),
      adjustments: adjustments(clientId),
      held: held(clientId),
      leavers: leavers(clientId),
      credits: credits(clientId),
      work: work(clientId),
    });
}

const contractIn = ({ contract }: { contract: Contract }): Contract => contract;

type Facts = {
  month: Month;
  contracts: Contract[];
  /** The closed months up to this one, oldest first. */
  months: ClosedMonth[];
  adjustments: Adjustment[];
  held: HeldItem[];
  leavers: Leaver[];
  credits: Credit[];
  work: UnpaidWork[];
};

function countOf({
  month,
  contracts,
  months,
  adjustments,
  held,
  leavers,
  credits,
  work,
}: Facts): CountedMonth {
  const closed = months.filter((one) => one.month < month);
  const draft = makeDraft({ month, contracts, held, closed, adjustments, work, credits });
  return {
    draft,
    contracts,
    adjustments,
    oddities: findOddities(draft, linesInMonth(contracts, month), held, leavers),
    closed: months.find((one) => one.month === month) ?? null,
    lastClosed: closed.at(-1)?.month ?? null,
  };
}

/** All that a client's lines can count in a span of days, both ends inclusive. */
export async function listHeldItems(
  tx: Tx,
  clientId: string,
  span: { from: Day; until: Day },
): Promise<HeldItem[]> {
  return (await listHeldItemsOf(tx, [clientId], span))(clientId);
}

/** The same of several clients. Three queries. */
async function listHeldItemsOf(
  tx: Tx,
  clientIds: readonly string[],
  { from, until }: { from: Day; until: Day },
): Promise<(clientId: string) => HeldItem[]> {
  const span = { from, until: addDays(until, 1) };
  const held = byClient(await listHeldOf(tx, clientIds, span));
  const bought = byClient(await listBoughtOf(tx, clientIds, span));
  const jobs = byClient(await listJobsOf(tx, clientIds, { from, until }));
  return (clientId) => [
    ...held(clientId).map((item) => ({ ...item, until: item.until && addDays(item.until, -1), times: 1 })),
    ...bought(clientId).map(({ productId, name, quantity, from: since, until: before }) => ({
      kind: "bought" as const,
      typeId: productId,
      subjectId: productId,
      label: name,
      times: quantity,
      from: since,
      until: before && addDays(before, -1),
      onStandard: null,
    })),
    ...heldJobs(jobs(clientId)),
  ];
}

/** Rows by whose they are: answers a client's own, without the client. */
function byClient<Row extends { clientId: string }>(
  rows: readonly Row[],
): (clientId: string) => Omit<Row, "clientId">[] {
  const found = new Map<string, Omit<Row, "clientId">[]>();
  for (const { clientId, ...row } of rows) {
    const own = found.get(clientId);
    if (own) own.push(row);
    else found.set(clientId, [row]);
  }
  return (clientId) => found.get(clientId) ?? [];
}
