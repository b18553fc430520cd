import { z } from "zod";

import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { priorities } from "#app/requests/rules/priority.ts";
import { reportDays, type ReportDays, type ReportFigures } from "#app/conversion/rules/afterwards.ts";

const figures = z.object({
  requests: z.int(),
  requestsBefore: z.int(),
  insideMinutes: z.int(),
  outsideMinutes: z.int(),
  contractMinor: z.int(),
  byHoursMinor: z.int(),
  // Reports of before knew none.
  responses: z
    .array(z.object({ priority: z.enum(priorities), promisedMinutes: z.int(), all: z.int(), kept: z.int() }))
    .default([]),
});

/** A report as it was made; the margins are there for the MSP's people alone. */
export type Report = {
  days: number;
  figures: ReportFigures;
  margin: ReportMargin | null;
};
/** Of these days, minor units; no promise where the history was too short to state one. */
type ReportMargin = { promisedMinor: number | null; realMinor: number };
type Key = { clientId: string; id: string };

/** The reports of a proposal, the earliest first. */
export async function listReports(tx: Tx, { clientId, id }: Key): Promise<Report[]> {
  const where = { clientId, proposalId: id };
  const rows = await tx.conversionReport.findMany({ where, orderBy: { days: "asc" } });
  const margins = await tx.conversionMargin.findMany({ where });
  return rows.map((row) => {
    const margin = margins.find(({ days }) => days === row.days);
    return {
      days: row.days,
      figures: figures.parse(row.figures),
      margin: margin ? { promisedMinor: margin.promisedMinor, realMinor: margin.realMinor } : null,
    };
  });
}

/** Keeps a report; false where there is one of these days already. */
export async function appendReport(
  tx: Tx,
  { clientId, id }: Key,
  report: { days: ReportDays; figures: ReportFigures; margin: ReportMargin },
): Promise<boolean> {
  const key = { clientId, proposalId: id, days: report.days };
  const { count } = await tx.conversionReport.createMany({
    data: [{ ...key, figures: report.figures, madeAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.conversionMargin.create({ data: { ...key, ...report.margin } });
  return true;
}

/** The proposals in force of which a report is due and not made. */
export function listReportsDue(tx: Tx, at: Date): Promise<(Key & { days: ReportDays })[]> {
  return tx.$queryRaw<(Key & { days: ReportDays })[]>`
    select p.client_id::text as "clientId", p.id::text, d.days from proposal p
    join proposal_version v on v.client_id = p.client_id and v.id = p.version_id join client_facts c on c.id = p.client_id
    cross join unnest(${[...reportDays]}::int[]) d (days)
    where p.state = 'active' and v.starts_on + d.days <= day_in(c.zone, ${at}::timestamptz)
      and not exists (select from conversion_report r where r.client_id = p.client_id and r.proposal_id = p.id and r.days = d.days)
    order by p.id, d.days`;
}

/** Requests of one kind of a span with all minutes that were worked on them in it. */
export type RequestsOfKind = { kind: "plain" | "change"; requests: number; minutes: number };

/** A client's requests of a span of days, both ends inclusive, by kind. One query. */
export function countRequestsByKind(
  tx: Tx,
  clientId: string,
  { from, until }: { from: Day; until: Day },
): Promise<RequestsOfKind[]> {
  return tx.$queryRaw<RequestsOfKind[]>`
    select r.kind, count(*)::int as requests, coalesce(sum(w.minutes), 0)::int as minutes
    from request_facts r join client_facts c on c.id = r.client_id
    left join lateral (
      select sum(e.worked_minutes) as minutes from time_entry_facts e where e.client_id = r.client_id and e.request_id = r.id
        and e.deleted_at is null and e.revision > 0 and e.worked_on between ${from}::date and ${until}::date) w on true
    where r.client_id = ${clientId}::uuid and day_in(c.zone, r.created_at) between ${from}::date and ${until}::date
    group by r.kind order by count(*) desc, r.kind`;
}

/** How many requests a client made in a span of days, both ends inclusive. */
export async function countRequests(
  tx: Tx,
  clientId: string,
  { from, until }: { from: Day; until: Day },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from request_facts r join client_facts c on c.id = r.client_id
    where r.client_id = ${clientId}::uuid and day_in(c.zone, r.created_at) between ${from}::date and ${until}::date`;
  return row?.count ?? 0;
}
