import { sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";

/** A request that goes into another, or that others go into. */
export type Mergeable = {
  id: string;
  clientId: string;
  clientName: string;
  number: number;
  title: string;
  requesterName: string | null;
};

const open = sql`r.state in ('new', 'in_progress', 'waiting') and r.merged_into is null`;
const columns = sql`
  select r.id::text, r.client_id::text as "clientId", c.name as "clientName", r.number::int, r.title, asker.name as "requesterName"
  from request_facts r join client_facts c on c.id = r.client_id left join user_facts asker on asker.id = r.requester_id`;

/** Those of some requests that are open, the oldest first. One query. */
export function listMergeChosen(tx: Tx, ids: readonly string[]): Promise<Mergeable[]> {
  return tx.$queryRaw<
    Mergeable[]
  >`${columns} where r.id = any (${[...ids]}::uuid[]) and ${open} order by r.number`;
}

/** Open requests of a client whose title or number is what was typed, the latest first, ten at most. One query. */
export function listMergeTargets(
  tx: Tx,
  { clientId, without, search }: { clientId: string; without: readonly string[]; search: string },
): Promise<Mergeable[]> {
  return tx.$queryRaw<Mergeable[]>`
    ${columns} where r.client_id = ${clientId}::uuid and r.id <> all (${[...without]}::uuid[]) and ${open}
      and (${holds(sql`r.title`, search)} or r.number = ${requestNumberIn(search)}) order by r.created_at desc, r.id limit 10`;
}
