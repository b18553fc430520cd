import { vatKinds, type VatDecision } from "#app/clients/rules/vat.ts";
import type { Charge } from "#app/contracts/rules/charge.ts";
import { lineDetail } from "#app/contracts/line-detail.ts";
import type {
  Adjustment,
  ClosedAmounts,
  ClosedLine,
  ClosedMonth,
  Credit,
  Draft,
  DraftLine,
} from "#app/contracts/rules/draft.ts";
import { lastDayOf, type Month } from "#app/contracts/rules/month.ts";
import type { AddedAmount } from "#app/contracts/rules/vat-differs.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Job } from "./job-store.server.ts";

/** The last month of a client that is closed; null while none is. */
export async function findLastClosedMonth(tx: Tx, clientId: string): Promise<Month | null> {
  const row = await tx.contractMonth.findFirst({
    where: { clientId },
    orderBy: { month: "desc" },
    select: { month: true },
  });
  return row?.month ?? null;
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

/** What is kept of a client's months besides its contracts. */
export type MonthFacts = {
  /** The first month that is counted anew. */
  first: Month;
  /** The closed months before the month, oldest first: what their lines came to, without what they counted. */
  closed: ClosedAmounts[];
  /** The month as it was closed; null while it is open. */
  own: ClosedMonth | null;
  /** What finance added to the month and stands, oldest first. */
  adjustments: Adjustment[];
  /** What of closed months went out as credit notes, and stands. */
  credits: Credit[];
  /** Jobs done from the first month to the month that stand, oldest first. */
  jobs: Job[];
  /** What requests cost from the first month to the month and was not taken back, in the order of their days; of a client without a closed month, whatever its age. */
  charges: Charge[];
};

/**
 * Reads what is kept of these clients' months: each client's, from the first month that its draft counts anew. That is `always`, and goes so far back
 * as anything can be left of the last closing or was recorded since: seats, devices, licences, jobs, requests' costs, credits. What was recorded within
 * an hour before it counts as later: clocks differ. One query.
 */
export async function findMonthFacts(
  tx: Tx,
  clientIds: readonly string[],
  { always, month }: { always: Month; month: Month },
): Promise<(clientId: string) => MonthFacts> {
  const rows = await tx.$queryRaw<
    (Omit<MonthFacts, "closed" | "own"> & {
      clientId: string;
      closed: (Omit<ClosedMonth, "lines"> & { lines: Row[] })[];
    })[]
  >`
    with closing as (
      select distinct on (client_id) client_id, month, closed_at - interval '1 hour' as since from contract_month
      where client_id = any(${[...clientIds]}::uuid[]) and month < ${month} order by client_id, month desc),
    asked as (
      select given.id, least(${always}::text, k.month, to_char(least(
          (select min(h.changed_from) from held_change_facts h where h.client_id = k.client_id and h.at >= k.since),
          (select min(j.done_on) from contract_job j where j.client_id = k.client_id and greatest(j.made_at, j.withdrawn_at) >= k.since),
          (select min(case when x.ends_on is null or greatest(x.made_at, x.withdrawn_at) >= k.since then x.starts_on else x.ends_on + 1 end)
            from contract_charge x where x.client_id = k.client_id and greatest(x.made_at, x.withdrawn_at, x.end_set_at) >= k.since),
          (select min((c.month || '-01')::date) from contract_credit c where c.client_id = k.client_id and c.withdrawn_at >= k.since)
        ), 'YYYY-MM')) as first, k.month is null as fresh
      from unnest(${[...clientIds]}::uuid[]) as given(id) left join closing k on k.client_id = given.id)
    select asked.id::text as "clientId", asked.first,
      coalesce((select json_agg(json_build_object('month', k.month, 'totalMinor', k.total_minor, 'lines', coalesce((
          select json_agg(json_build_object('contractId', l.contract_id, 'lineKey', l.line_key, 'correctsMonth', l.corrects_month,
            'label', l.label, 'amountMinor', l.amount_minor,
            'detail', case when k.month = ${month} then l.detail end) order by l.position)
          from contract_month_line l where l.client_id = k.client_id and l.month = k.month), '[]')) order by k.month)
        from contract_month k where k.client_id = asked.id and k.month >= asked.first and k.month <= ${month}), '[]') as closed,
      coalesce((select json_agg(json_build_object('id', a.id, 'amountMinor', a.amount_minor, 'reason', a.reason) order by a.made_at, a.id)
        from contract_adjustment a where a.client_id = asked.id and a.month = ${month} and a.withdrawn_at is null), '[]') as adjustments,
      coalesce((select json_agg(json_build_object('month', c.month, 'key', c.line_key, 'amountMinor', c.amount_minor, 'request',
          case when x.id is not null then json_build_object('id', x.request_id, 'number', x.request_number, 'label', x.title) end))
        from contract_credit c left join contract_charge x on x.client_id = c.client_id and x.id = c.line_key where c.client_id = asked.id and c.withdrawn_at is null), '[]') as credits,
      coalesce((select json_agg(json_build_object('id', j.id, 'contractId', j.contract_id, 'lineKey', j.line_key, 'doneOn', j.done_on, 'note', j.note)
          order by j.done_on, j.id)
        from contract_job j where j.client_id = asked.id and j.withdrawn_at is null
          and j.done_on between (asked.first || '-01')::date and ${lastDayOf(month)}::date), '[]') as jobs,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'requestId', x.request_id, 'number', x.request_number, 'title', x.title, 'part', x.part,
          'currency', x.currency, 'amountMinor', x.amount_minor, 'startsOn', x.starts_on, 'endsOn', x.ends_on) order by x.starts_on, x.request_number, x.part desc)
        from contract_charge x where x.client_id = asked.id and x.withdrawn_at is null and x.starts_on <= ${lastDayOf(month)}::date
          and (asked.fresh or case x.part when 'once' then x.starts_on else coalesce(x.ends_on, 'infinity') end >= (asked.first || '-01')::date)), '[]') as charges
    from asked`;
  const found = new Map(
    rows.map(({ clientId, closed, ...facts }) => {
      const own = closed.find((one) => one.month === month);
      return [
        clientId,
        {
          ...facts,
          closed: closed.filter((one) => one !== own).map(withLines(toAmount)),
          own: own ? withLines(toLine)(own) : null,
        },
      ];
    }),
  );
  return (clientId) =>
    found.get(clientId) ?? {
      first: always,
      closed: [],
      own: null,
      adjustments: [],
      credits: [],
      jobs: [],
      charges: [],
    };
}

/** What closed months counted, with each client's own: their lines whole. One query. */
export async function findClosedLines(
  tx: Tx,
  asked: readonly { clientId: string; month: Month }[],
): Promise<(clientId: string, month: Month) => DraftLine[] | null> {
  const rows = await tx.$queryRaw<{ clientId: string; month: Month; lines: Row[] }[]>`
    select asked.client_id::text as "clientId", asked.month, coalesce((
        select json_agg(json_build_object('contractId', l.contract_id, 'lineKey', l.line_key, 'correctsMonth', l.corrects_month,
          'label', l.label, 'amountMinor', l.amount_minor, 'detail', l.detail) order by l.position)
        from contract_month_line l where l.client_id = asked.client_id and l.month = asked.month), '[]') as lines
    from unnest(${asked.map(({ clientId }) => clientId)}::uuid[], ${asked.map(({ month }) => month)}::text[]) as asked(client_id, month)`;
  const found = new Map(
    rows.map(({ clientId, month, lines }) => [`${clientId} ${month}`, lines.map(toLine)]),
  );
  return (clientId, month) => found.get(`${clientId} ${month}`) ?? null;
}

type Row = Pick<
  Awaited<ReturnType<Tx["contractMonthLine"]["findMany"]>>[number],
  "contractId" | "lineKey" | "correctsMonth" | "label" | "amountMinor" | "detail"
>;

type Light = Omit<Row, "detail">;

const withLines =
  <Line, Read>(read: (line: Line) => Read) =>
  ({ lines, ...rest }: { month: Month; totalMinor: number; lines: readonly Line[] }) => ({
    ...rest,
    lines: lines.map(read),
  });

function toAmount({ contractId, lineKey, correctsMonth, label, amountMinor }: Light): ClosedLine {
  return { contractId, key: lineKey, correctsMonth, label, amountMinor, detail: null };
}

function toLine({ contractId, lineKey, correctsMonth, label, amountMinor, detail }: Row): DraftLine {
  return { contractId, key: lineKey, correctsMonth, label, amountMinor, detail: lineDetail.parse(detail) };
}

/** Keeps a month with its lines for good; throws where it is closed already. */
export async function appendMonth(
  tx: Tx,
  { vat, ...key }: { clientId: string; closedBy: string; currency: string; vat: VatDecision },
  { month, totalMinor, lines }: Draft,
): Promise<void> {
  const { clientId } = key;
  await tx.contractMonth.create({
    data: { ...key, month, totalMinor, closedAt: now(), vatKind: vat.kind, vatRateBp: vat.rateBp },
  });
  const rows = lines.map((line, position) => ({ ...line, position, kind: line.detail.kind }));
  await tx.$executeRaw`
    insert into contract_month_line (client_id, month, position, kind, contract_id, line_key, corrects_month, label, amount_minor, detail)
    select ${clientId}::uuid, ${month}, l.position, l.kind, l."contractId", l.key, l."correctsMonth", l.label, l."amountMinor", l.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(position smallint, kind text, "contractId" uuid, key uuid, "correctsMonth" text,
      label text, "amountMinor" integer, detail jsonb)`;
}

function toVat({
  vatKind,
  vatRateBp,
}: {
  vatKind: string | null;
  vatRateBp: number | null;
}): VatDecision | null {
  const kind = vatKinds.find((one) => one === vatKind);
  return kind === undefined || vatRateBp === null ? null : { kind, rateBp: vatRateBp };
}

/** With which VAT a client's months were closed, as far as it is known. */
export async function listMonthVat(tx: Tx, clientId: string): Promise<Map<Month, VatDecision>> {
  const rows = await tx.contractMonth.findMany({
    where: { clientId },
    select: { month: true, vatKind: true, vatRateBp: true },
  });
  return new Map(
    rows.flatMap(({ month, ...row }): [Month, VatDecision][] => {
      const vat = toVat(row);
      return vat ? [[month, vat]] : [];
    }),
  );
}

/** What finance and conversions added to a month, as far as it stands. */
export async function listAdded(tx: Tx, clientId: string, month: Month): Promise<AddedAmount[]> {
  const rows = await tx.contractAdjustment.findMany({ where: { clientId, month, withdrawnAt: null } });
  return rows.map((row) => ({
    amountMinor: row.amountMinor,
    ofConversion: row.ofConversion,
    vat: toVat(row),
  }));
}

/** The months on which an amount stands that was not taken away. */
export async function listAdjustedMonths(tx: Tx, clientId: string): Promise<Month[]> {
  const rows = await tx.contractAdjustment.findMany({
    where: { clientId, withdrawnAt: null },
    distinct: ["month"],
    select: { month: true },
  });
  return rows.map(({ month }) => month);
}

/** The months of a client that are closed. */
export async function listClosedMonths(tx: Tx, clientId: string): Promise<Month[]> {
  const rows = await tx.contractMonth.findMany({ where: { clientId }, select: { month: true } });
  return rows.map(({ month }) => month);
}

/** The month of an amount, and whether a conversion credits it; null where there is none. */
export function findAdjustment(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<{ month: Month; ofConversion: boolean } | null> {
  return tx.contractAdjustment.findUnique({
    where: { clientId_id: { clientId, id } },
    select: { month: true, ofConversion: true },
  });
}

/** Keeps an amount that finance or a conversion adds to a month; false when it is there already. */
export async function appendAdjustment(
  tx: Tx,
  given: {
    clientId: string;
    id: string;
    month: Month;
    amountMinor: number;
    reason: string;
    madeBy: string;
    ofConversion: boolean;
    /** With which VAT a conversion promised it. */
    vat: VatDecision | null;
  },
): Promise<boolean> {
  const { vat, ...amount } = given;
  const { count } = await tx.contractAdjustment.createMany({
    data: [{ ...amount, vatKind: vat?.kind ?? null, vatRateBp: vat?.rateBp ?? null, madeAt: now() }],
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
