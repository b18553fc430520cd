import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { holds } from "#app/platform/search.server.ts";

/** The clients whose name, or name in law, holds what staff typed; by name, with ended ones last and marked, a few at most: one query. */
export async function findClientsBy(tx: Tx, typed: string): Promise<Found[]> {
  const rows = await tx.$queryRaw<{ id: string; name: string; legalName: string; isEnded: boolean }[]>`
    select c.id::text, c.name, c.legal_name as "legalName", c.ended_at is not null as "isEnded" from client c
    where ${holds(sql`c.name`, typed)} or ${holds(sql`c.legal_name`, typed)}
    order by c.ended_at is not null, c.name, c.id limit ${foundPerKind}`;
  return rows.map(({ id, name, legalName, isEnded }) => ({
    to: `/staff/clients/${id}`,
    title: name,
    detail:
      [isEnded && m.ui_search_ended(), legalName === name ? null : legalName].filter(Boolean).join(" · ") ||
      null,
  }));
}
