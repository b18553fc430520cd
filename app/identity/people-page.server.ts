import { listOpenInvitations } from "#app/identity/invitation-store.server.ts";
import { listPeopleAt, type PersonRow } from "#app/identity/membership-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";

import type { Scope } from "./scope.ts";

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
    const people = await listPeopleAt(tx, clientId);
    const invitations = await listOpenInvitations(tx, clientId);
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
