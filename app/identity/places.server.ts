import { asSystem, authPrisma } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import type { Scope } from "./scope.ts";

/** A client (or the MSP, without a name) that somebody has access at. */
export type PlaceRow = { membershipId: string; name: string | null; role: string; current: boolean };

/** Where a person has access now, by name; `current` is where the session is. */
export function listPlaces(scope: Scope): Promise<PlaceRow[]> {
  return authPrisma().$queryRaw<PlaceRow[]>`
    select m.id::text as "membershipId", c.name, m.role, m.id is not distinct from s.membership_id as current
    from session s join membership m on m.user_id = s.user_id left join client_session_facts c on c.id = m.client_id
    where s.id = ${scope.sessionId}::uuid and s.user_id = ${scope.userId}::uuid and m.ended_at is null and c.ended_at is null
    order by c.name, m.id`;
}

/** Puts the session at another of its person's clients from the next request on; false where they have no access there. Saying the same twice changes nothing. */
export async function choosePlace(scope: Scope, membershipId: string): Promise<boolean> {
  const [place] = await authPrisma().$queryRaw<{ clientId: string | null; moved: boolean }[]>`
    with place as (
      select m.id, m.user_id, m.client_id from membership m left join client_session_facts c on c.id = m.client_id
      where m.id = ${membershipId}::uuid and m.user_id = ${scope.userId}::uuid and m.ended_at is null and c.ended_at is null
    ), moved as (
      update session s set membership_id = p.id from place p
      where s.id = ${scope.sessionId}::uuid and s.user_id = p.user_id and s.membership_id is distinct from p.id returning s.id
    )
    select p.client_id::text as "clientId", exists (select from moved) as moved from place p`;
  if (!place) return false;
  const { clientId, moved } = place;
  if (moved)
    await asSystem((tx) =>
      appendAudit(
        tx,
        { kind: "visitor", userId: scope.userId, name: scope.name },
        { action: "session.placed", clientId },
      ),
    );
  return true;
}
