import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

/** The clients whose name, or name in law, holds what staff typed; by name, a few at most: one query. */
export async function findClientsBy(tx: Tx, typed: string): Promise<Found[]> {
  const rows = await tx.$queryRaw<{ id: string; name: string; legalName: string }[]>`
    select c.id::text, c.name, c.legal_name as "legalName" from client c
    where c.ended_at is null and (${holds(sql`c.name`, typed)} or ${holds(sql`c.legal_name`, typed)})
    order by c.name, c.id limit ${foundPerKind}`;
  return rows.map(({ id, name, legalName }) => ({
    to: `/staff/clients/${id}`,
    title: name,
    detail: legalName === name ? null : legalName,
  }));
}
