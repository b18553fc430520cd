import type { Tx } from "#app/platform/db.server.ts";

export type PortalPerson = { userId: string; name: string; email: string };

/** A client's people with access to the portal, by name. */
export function listPortalPeople(tx: Tx, clientId: string): Promise<PortalPerson[]> {
  return tx.$queryRaw<PortalPerson[]>`
    select u.id::text as "userId", u.name, u.email from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id = ${clientId}::uuid and m.ended_at is null order by u.name, u.id`;
}
