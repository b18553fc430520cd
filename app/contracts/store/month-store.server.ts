import { lineDetail } from "#app/contracts/line-detail.ts";
import type { Adjustment, ClosedMonth, Draft, DraftLine } from "#app/contracts/rules/draft.ts";
import type { Month } from "#app/contracts/rules/month.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The last month of a client that is closed; null while none is. */
export async function findLastClosedMonth(tx: Tx, clientId: string): Promise<Month | null> {
  const row = await tx.contractMonth.findFirst({
    where: { clientId },
    orderBy: { month: "desc" },
    select: { month: true },
  });
  return row?.month ?? null;
}

/** These clients' closed months from one on, oldest first, with their lines. Two queries. */
export async function listClosedMonths(
  tx: Tx,
  clientIds: readonly string[],
  from: Month,
): Promise<(ClosedMonth & { clientId: string })[]> {
  const where = { clientId: { in: [...clientIds] }, month: { gte: from } };
  const months = await tx.contractMonth.findMany({ where, orderBy: { month: "asc" } });
  const rows = await tx.contractMonthLine.findMany({
    where,
    orderBy: [{ month: "asc" }, { position: "asc" }],
  });
  const lines = new Map<string, DraftLine[]>();
  for (const row of rows) {
    const key = `${row.clientId} ${row.month}`;
    lines.set(key, [...(lines.get(key) ?? []), toLine(row)]);
  }
  return months.map(({ clientId, month, totalMinor }) => ({
    clientId,
    month,
    totalMinor,
    lines: lines.get(`${clientId} ${month}`) ?? [],
  }));
}

/** One closed month of a client with its lines; null while it is open. */
export async function findClosedMonth(tx: Tx, clientId: string, month: Month): Promise<ClosedMonth | null> {
  const row = await tx.contractMonth.findUnique({ where: { clientId_month: { clientId, month } } });
  if (!row) return null;
  const lines = await tx.contractMonthLine.findMany({
    where: { clientId, month },
    orderBy: { position: "asc" },
  });
  return { month, totalMinor: row.totalMinor, lines: lines.map(toLine) };
}

type Row = Awaited<ReturnType<Tx["contractMonthLine"]["findMany"]>>[number];

function toLine({ contractId, lineKey, correctsMonth, label, amountMinor, detail }: Row): DraftLine {
  return { contractId, key: lineKey, correctsMonth, label, amountMinor, detail: lineDetail.parse(detail) };
}

/** Keeps a month with its lines for good; throws where it is closed already. */
export async function appendMonth(
  tx: Tx,
  key: { clientId: string; closedBy: string; currency: string },
  { month, totalMinor, lines }: Draft,
): Promise<void> {
  const { clientId } = key;
  await tx.contractMonth.create({ data: { ...key, month, totalMinor, closedAt: now() } });
  for (const [
    position,
    { contractId, key: lineKey, correctsMonth, label, amountMinor, detail },
  ] of lines.entries())
    await tx.$executeRaw`
      insert into contract_month_line (client_id, month, position, kind, contract_id, line_key, corrects_month, label, amount_minor, detail)
      values (${clientId}::uuid, ${month}, ${position}::int, ${detail.kind}, ${contractId}::uuid, ${lineKey}::uuid, ${correctsMonth}, ${label},
        ${amountMinor}::int, ${JSON.stringify(detail)}::jsonb)`;
}

/** What finance added to a month of these clients that stands, oldest first. One query. */
export async function listAdjustments(
  tx: Tx,
  clientIds: readonly string[],
  month: Month,
): Promise<(Adjustment & { clientId: string })[]> {
  const rows = await tx.contractAdjustment.findMany({
    where: { clientId: { in: [...clientIds] }, month, withdrawnAt: null },
    orderBy: [{ madeAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ clientId, id, amountMinor, reason }) => ({ clientId, id, amountMinor, reason }));
}

/** Keeps an amount that finance adds to a month; false when it is there already. */
export async function appendAdjustment(
  tx: Tx,
  given: { clientId: string; id: string; month: Month; amountMinor: number; reason: string; madeBy: string },
): Promise<boolean> {
  const { count } = await tx.contractAdjustment.createMany({
    data: [{ ...given, madeAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Takes such an amount away again; false when it is not there. */
export async function withdrawAdjustment(tx: Tx, clientId: string, id: string): Promise<boolean> {
  const { count } = await tx.contractAdjustment.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now() },
  });
  return count === 1;
}
