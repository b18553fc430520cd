import { findHeld } from "#app/people/held-store.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Charge } from "./rules/charge.ts";
import type { Contract } from "./rules/contract.ts";
import {
  currencyOf,
  makeDraft,
  monthsToExplain,
  type Adjustment,
  type ClosedMonth,
  type Draft,
} from "./rules/draft.ts";
import { findHoursLine } from "./rules/hours-line.ts";
import { addToMonth, firstDayOf, lastDayOf, type Month } from "./rules/month.ts";
import { linesInMonth, type HeldItem } from "./rules/month-lines.ts";
import { correctedMonths } from "./rules/open-months.ts";
import { findOddities, type Oddity } from "./rules/oddities.ts";
import { listContractsOf } from "./store/contract-store.server.ts";
import { listLeavers } from "./store/held-store.server.ts";
import { listUnpaidWork } from "./store/hours-store.server.ts";
import { heldJobs } from "./store/job-store.server.ts";
import { findClosedLines, findMonthFacts } from "./store/month-store.server.ts";

export type CountedMonth = {
  draft: Draft;
  contracts: Contract[];
  /** What requests cost up to the month. */
  charges: Charge[];
  currency: string;
  adjustments: Adjustment[];
  oddities: Oddity[];
  /** The month as it was closed; null while it is open. */
  closed: ClosedMonth | null;
  /** The last month before this one that is closed. */
  lastClosed: Month | null;
};

type DraftedMonth = Omit<CountedMonth, "oddities"> & { held: HeldItem[] };

/** Drafts a month of a client by today's facts, without writing anything. Three queries, one more where there is a line for hours and one where a closed month is put right, whatever the size. */
export async function draftClientMonth(tx: Tx, clientId: string, month: Month): Promise<DraftedMonth> {
  return (await draftMonths(tx, [clientId], month))(clientId);
}

/** The same of several clients, in the same queries: each client's draft. */
export async function draftMonths(
  tx: Tx,
  clientIds: readonly string[],
  month: Month,
): Promise<(clientId: string) => DraftedMonth> {
  const always = addToMonth(month, -correctedMonths);
  const factsOf = await findMonthFacts(tx, clientIds, { always, month });
  const firsts = clientIds.map((clientId) => factsOf(clientId).first);
  const first = firsts.reduce((least, one) => (one < least ? one : least), always);
  const [allContracts, thingsOf] = await Promise.all([
    listContractsOf(tx, clientIds),
    listThings(tx, clientIds, { from: firstDayOf(first), until: lastDayOf(month) }),
  ]);
  const contractsOf = byClient(allContracts);
  const contractsAt = (clientId: string) => contractsOf(clientId).map(({ contract }) => contract);
  const withHours = clientIds.filter((id) => findHoursLine(contractsAt(id), month));
  const workOf = byClient(
    withHours.length === 0 ? [] : await listUnpaidWork(tx, withHours, lastDayOf(month)),
  );
  const drafted = new Map(
    clientIds.map((clientId) => {
      const { closed, adjustments, credits, jobs, charges } = factsOf(clientId);
      const held = [...thingsOf(clientId), ...heldJobs(jobs)];
      const contracts = contractsAt(clientId);
      const work = workOf(clientId);
      const facts = { month, contracts, charges, held, closed, adjustments, credits, work };
      return [clientId, { facts, draft: makeDraft(facts) }];
    }),
  );
  // What was counted is long, and is read of those months alone that are put right.
  const toExplain = [...drafted].flatMap(([clientId, { facts, draft }]) =>
    monthsToExplain(draft, facts.closed).map((one) => ({ clientId, month: one })),
  );
  const linesOf = toExplain.length === 0 ? null : await findClosedLines(tx, toExplain);
  for (const clientId of new Set(toExplain.map((one) => one.clientId))) {
    const facts = drafted.get(clientId)?.facts;
    const closed = facts?.closed.map((one) => ({
      ...one,
      lines: linesOf?.(clientId, one.month) ?? one.lines,
    }));
    if (facts && closed) drafted.set(clientId, { facts, draft: makeDraft({ ...facts, closed }) });
  }
  return (clientId) => {
    const one = drafted.get(clientId);
    if (!one) throw new Error("a client that was not asked for");
    const { contracts, charges, adjustments, held, closed } = one.facts;
    return {
      draft: one.draft,
      contracts,
      charges,
      currency: currencyOf({ contracts, charges }),
      adjustments,
      held,
      closed: factsOf(clientId).own,
      lastClosed: closed.at(-1)?.month ?? null,
    };
  };
}

/** A client's month with what is odd about it: one query more. */
export async function countClientMonth(tx: Tx, clientId: string, month: Month): Promise<CountedMonth> {
  return (await countMonths(tx, [clientId], month))(clientId);
}

/** The same of several clients, in the same queries: each client's month. */
export async function countMonths(
  tx: Tx,
  clientIds: readonly string[],
  month: Month,
): Promise<(clientId: string) => CountedMonth> {
  const draftOf = await draftMonths(tx, clientIds, month);
  const leaversOf = byClient(await listLeavers(tx, clientIds, lastDayOf(month)));
  return (clientId) => {
    const { held, ...drafted } = draftOf(clientId);
    const lines = linesInMonth(drafted.contracts, month);
    return { ...drafted, oddities: findOddities(drafted.draft, lines, held, leaversOf(clientId)) };
  };
}

/** All things that a client's lines can count in a span of days, both ends inclusive. One query. */
export async function listHeldItems(
  tx: Tx,
  clientId: string,
  span: { from: Day; until: Day },
): Promise<HeldItem[]> {
  return (await listThings(tx, [clientId], span))(clientId);
}

async function listThings(
  tx: Tx,
  clientIds: readonly string[],
  { from, until }: { from: Day; until: Day },
): Promise<(clientId: string) => HeldItem[]> {
  const heldOf = await findHeld(tx, clientIds, { from, until: addDays(until, 1) });
  return (clientId) => {
    const { held, bought } = heldOf(clientId);
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
  };
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
