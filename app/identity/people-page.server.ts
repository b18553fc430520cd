import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";

import type { Scope } from "./scope.ts";

export type PersonRow = {
  membershipId: string;
  userId: string;
  name: string;
  email: string;
  role: string;
  since: Date;
  hasSecondFactor: boolean;
};
export type InvitationRow = {
  id: string;
  name: string;
  email: string;
  role: string;
  sentAt: Date;
  expiresAt: Date;
  expired: boolean;
};
export type PeoplePage = { people: PersonRow[]; invitations: InvitationRow[] };

/** Everybody with access at a place (a client, or the MSP for null), and who is invited. */
export async function getPeoplePage(scope: Scope, clientId: string | null): Promise<PeoplePage> {
  return readInScope(scope, async (tx) => {
    const people = await tx.$queryRaw<PersonRow[]>`
      select m.id::text as "membershipId", u.id::text as "userId", u.name, u.email, m.role, m.created_at as since, u.two_factor_enabled as "hasSecondFactor"
      from membership m join "user" u on u.id = m.user_id
      where m.ended_at is null and m.client_id is not distinct from ${clientId}::uuid order by u.name`;
    const invitations = await tx.invitation.findMany({
      where: { clientId, acceptedAt: null, revokedAt: null },
      orderBy: { createdAt: "desc" },
    });
    return {
      people,
      invitations: invitations.map(({ id, name, email, role, createdAt, expiresAt }) => ({
        id,
        name,
        email,
        role,
        sentAt: createdAt,
        expiresAt,
        expired: expiresAt <= now(),
      })),
    };
  });
}
