import { now } from "#app/platform/clock.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";

/** What a client's manager still has to confirm this quarter: who works there, and who may keep which right. */
export type DueConfirmations = { roster: boolean; rights: boolean };
export type DueClient = DueConfirmations & { clientId: string; clientName: string; today: Day };

/** The clients, or the one, with what there is to confirm and was not confirmed in the quarter of their present day. */
const due = (ofClient: typeof emptySql) => sql`
  select c.id, c.name, c.zone, d.today,
    exists (select from employee e where e.client_id = c.id and e.joined_on <= d.today and (e.left_on is null or e.left_on >= d.today))
      and not exists (select from roster_attestation a where a.client_id = c.id and a.quarter_starts_on = d.quarter) as roster,
    exists (select from access_right r where r.client_id = c.id and r.starts_on <= d.today and (r.ends_on is null or r.ends_on >= d.today))
      and not exists (select from rights_review v where v.client_id = c.id and v.quarter_starts_on = d.quarter) as rights
  from client_facts c cross join lateral (
    select t.today, date_trunc('quarter', t.today)::date as quarter from (select day_in(c.zone, ${now()}) as today) t) d
  where c.ended_at is null ${ofClient}`;

/** SQL that answers one client's `DueConfirmations` as a row, to be part of another module's query. */
export const dueOf = (clientId: string) =>
  sql`select roster, rights from (${due(sql`and c.id = ${clientId}::uuid`)}) c`;

/** What a client's manager still has to confirm this quarter. One query. */
export async function findDue(tx: Tx, clientId: string): Promise<DueConfirmations> {
  const [row] = await tx.$queryRaw<DueConfirmations[]>(dueOf(clientId));
  return row ?? { roster: false, rights: false };
}

/** The clients that have something to confirm this quarter. One query. */
export function listDueClients(tx: Tx): Promise<DueClient[]> {
  return tx.$queryRaw<DueClient[]>(sql`
    select id::text as "clientId", name as "clientName", today::text, roster, rights from (${due(emptySql)}) c
    where roster or rights order by id`);
}

/** A client that has something to confirm this quarter, and when one of its managers last confirmed anything. */
export type Unconfirmed = Omit<DueClient, "today"> & { lastDay: Day | null };

/** The clients that have something to confirm this quarter, who never did first. One query. */
export function listUnconfirmed(tx: Tx): Promise<Unconfirmed[]> {
  return tx.$queryRaw<Unconfirmed[]>(sql`
    select id::text as "clientId", name as "clientName", roster, rights, day_in(zone, greatest(
        (select max(attested_at) from roster_attestation a where a.client_id = c.id),
        (select max(reviewed_at) from rights_review v where v.client_id = c.id)))::text as "lastDay"
    from (${due(emptySql)}) c where roster or rights order by "lastDay" nulls first, name, id`);
}
