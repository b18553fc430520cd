import type { AuditFilter } from "#app/identity/rules/audit-filter.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

/** The chains' verdict: how many rows there are, how many of them are proved, when all were proved at once, and where the first broken link is, if one is. */
export type AuditVerdict = {
  rows: number;
  proved: number;
  wholeAt: Date | null;
  broken: { seq: number; defect: string; client: string | null } | null;
};

export type AuditRow = {
  chain: string;
  seq: number;
  at: Date;
  actor: string;
  action: string;
  target: string | null;
  targetName: string | null;
  result: "ok" | "refused";
  ip: string | null;
  client: string | null;
  detail: Record<string, string | number | boolean | null | string[]>;
};

/** One page of the log, with the names of clients and people. */
export async function listAuditRows(
  tx: Tx,
  { where, oldestFirst, page }: { where: typeof everything; oldestFirst: boolean; page: number },
): Promise<AuditRow[]> {
  return tx.$queryRaw<AuditRow[]>`
    select e.chain::text, e.seq::int, e.at, e.actor, e.action, e.target, e.result, e.ip, c.name as client, e.detail, t.name as "targetName"
    from audit_event e left join client_facts c on c.id = e.client_id left join "user" t on e.target = 'user:' || t.id ${where}
    order by ${oldestFirst ? sql`e.at, e.chain, e.seq` : sql`e.at desc, e.chain, e.seq desc`} limit ${pageSize} offset ${(page - 1) * pageSize}`;
}

/** Every client by name. */
export async function listClientChoices(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select id::text, name from client_facts order by name`;
}

export const pageSize = 50;

/** No restriction of the log's rows. */
export const everything = sql`where true`;

/** Which rows of the log a filter leaves. */
export function whereOf(filter: AuditFilter, zone: string): typeof everything {
  return sql`where true
    ${groupSql(filter.group)}
    ${filter.person ? sql`and ${holds(sql`e.actor`, filter.person)}` : emptySql}
    ${filter.clientId ? sql`and e.client_id = ${filter.clientId}::uuid` : emptySql}
    ${filter.from ? sql`and e.at >= ${startOfDay(zone, filter.from)}` : emptySql}
    ${filter.until ? sql`and e.at < ${startOfDay(zone, addDays(filter.until, 1))}` : emptySql}`;
}

function groupSql(group: string | null): typeof everything {
  if (group === "all") return emptySql;
  return group === null
    ? sql`and (e.action not like 'session.%' or e.result = 'refused')`
    : sql`and split_part(e.action, '.', 1) = ${group}`;
}

/** Everything needs no counting: chains are numbered without gaps. */
export async function countRows(tx: Tx, where: typeof everything): Promise<number> {
  const [count] = await tx.$queryRaw<
    { total: number }[]
  >`select count(*)::int as total from audit_event e ${where}`;
  return count?.total ?? 0;
}

/** Proves so many new rows of each chain at most. */
export async function proveRows(tx: Tx): Promise<void> {
  await tx.$queryRaw`select chain::text from audit_prove(${mostRows}::bigint)`;
}

/** How many rows the chains have, how many are proved, and when all were. */
export async function findVerdict(tx: Tx): Promise<Omit<AuditVerdict, "broken"> | null> {
  const [row] = await tx.$queryRaw<Omit<AuditVerdict, "broken">[]>`
    select coalesce(sum(c.seq), 0)::int as rows, coalesce(sum(p.seq), 0)::int as proved,
      case when bool_and(p.whole_at is not null) then min(p.whole_at) end as "wholeAt"
    from audit_chain c left join audit_proof p on p.chain = c.chain`;
  return row ?? null;
}

/** The first broken link; null for none. */
export async function findBroken(
  tx: Tx,
): Promise<{ seq: number; defect: string; client: string | null } | null> {
  const [row] = await tx.$queryRaw<{ seq: number; defect: string; client: string | null }[]>`
    select p.broken_seq::int as seq, p.defect, c.name as client from audit_proof p left join client_facts c on c.id = p.chain
    where p.broken_seq is not null order by p.chain limit 1`;
  return row ?? null;
}

/** Proves every row of every chain, and answers the broken ones. */
export async function proveChains(tx: Tx): Promise<{ chain: string; seq: string; defect: string }[]> {
  return tx.$queryRaw<
    { chain: string; seq: string; defect: string }[]
  >`select chain::text, seq::text, defect from audit_prove(null)`;
}

/** New rows of one chain that one look proves, so that a look stays quick; the rest is the next look's, or the night's. */
const mostRows = 5000;

/** Appends one row to the chain of a client or (null) the MSP. */
export async function appendAuditRow(
  tx: Tx,
  {
    clientId,
    userId,
    name,
    action,
    target,
    result,
    ip,
    requestId,
    detail,
  }: {
    clientId: string | null;
    userId: string | null;
    name: string;
    action: string;
    target: string | undefined;
    result: "ok" | "refused" | undefined;
    ip: string | undefined;
    requestId: string | undefined;
    detail: Record<string, string | number | boolean | readonly string[] | null> | undefined;
  },
): Promise<void> {
  await tx.$queryRaw`select audit_append(${clientId}::uuid, ${now()}, ${userId}::uuid, ${name}, ${action},
    ${target ?? null}, ${result ?? "ok"}, ${ip ?? null}, ${requestId ?? null},
    ${JSON.stringify(detail ?? {})}::jsonb)::text`;
}
