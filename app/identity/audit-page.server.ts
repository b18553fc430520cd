import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { emptySql, inScope, sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";

import { proveNewest, type AuditVerdict } from "./audit-proof.server.ts";
import type { AuditFilter } from "./rules/audit-filter.ts";
import type { StaffScope } from "./scope.ts";

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
export type AuditPage = {
  rows: AuditRow[];
  page: number;
  pages: number;
  total: number;
  clients: { id: string; name: string }[];
  verdict: AuditVerdict;
  zone: string;
  today: Day;
};

const pageSize = 50;

/** What happened, newest or oldest first: filtered, a page at a time, with the verdict on the whole log. */
export async function getAuditPage(
  scope: StaffScope,
  filter: AuditFilter,
  at: Date,
  oldestFirst = false,
): Promise<AuditPage> {
  return inScope(scope, async (tx) => {
    const { zone } = await requireMsp(tx);
    const where = isFiltered(filter) ? whereOf(filter, zone) : everything;
    const verdict = await proveNewest(tx);
    const total = where === everything ? verdict.rows : await countRows(tx, where);
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const page = Math.min(Math.max(1, filter.page), pages);
    const rows = await tx.$queryRaw<AuditRow[]>`
      select e.chain::text, e.seq::int, e.at, e.actor, e.action, e.target, e.result, e.ip, c.name as client, e.detail, t.name as "targetName"
      from audit_event e left join client_facts c on c.id = e.client_id left join "user" t on e.target = 'user:' || t.id ${where}
      order by ${oldestFirst ? sql`e.at, e.chain, e.seq` : sql`e.at desc, e.chain, e.seq desc`} limit ${pageSize} offset ${(page - 1) * pageSize}`;
    const clients = await tx.$queryRaw<{ id: string; name: string }[]>`
      select id::text, name from client_facts order by name`;
    return { rows, page, pages, total, clients, verdict, zone, today: dayIn(zone, at) };
  });
}

const everything = sql`where true`;

function isFiltered({ group, person, clientId, from, until }: AuditFilter): boolean {
  return group !== "all" || [person, clientId, from, until].some((part) => part !== null);
}

function whereOf(filter: AuditFilter, zone: string): typeof everything {
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
async function countRows(tx: Tx, where: typeof everything): Promise<number> {
  const [count] = await tx.$queryRaw<
    { total: number }[]
  >`select count(*)::int as total from audit_event e ${where}`;
  return count?.total ?? 0;
}
