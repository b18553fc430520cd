import type { MemberRow } from "#app/identity/rules/may-invite.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type PersonRow = {
  membershipId: string;
  userId: string;
  name: string;
  email: string;
  role: string;
  since: Date;
  hasSecondFactor: boolean;
};

export type Member = MemberRow & { id: string };

/** Gives a person access, to a client or (null) to the MSP; answers the membership's id. */
export async function appendMembership(
  tx: Tx,
  { clientId, userId, role }: { clientId: string | null; userId: string; role: string },
): Promise<{ id: string }> {
  return tx.membership.create({
    data: { userId, clientId, role, createdAt: now() },
    select: { id: true },
  });
}

/** Ends a person's access to a client, and answers how many memberships that were. */
export async function endMemberships(tx: Tx, clientId: string, userId: string): Promise<{ count: number }> {
  return tx.membership.updateMany({
    where: { userId, clientId, endedAt: null },
    data: { endedAt: now() },
  });
}

/** A person's access to a client or (null) the MSP; null for none. */
export async function findMembership(
  tx: Tx,
  clientId: string | null,
  userId: string,
): Promise<{ id: string } | null> {
  return tx.membership.findFirst({
    where: { userId, clientId, endedAt: null },
    select: { id: true },
  });
}

/** Ends a membership. */
export async function endMembership(tx: Tx, id: string): Promise<void> {
  await tx.membership.updateMany({ where: { id }, data: { endedAt: now() } });
}

/** Keeps which role a membership gives. */
export async function keepRole(tx: Tx, id: string, role: string): Promise<void> {
  await tx.membership.updateMany({ where: { id }, data: { role } });
}

/** Locks everybody with access at the place of a membership. */
export async function lockPlace(tx: Tx, membershipId: string): Promise<Member[]> {
  return tx.$queryRaw<Member[]>`
    select id::text, user_id::text as "userId", client_id::text as "clientId", role from membership
    where ended_at is null and client_id is not distinct from (select client_id from membership where id = ${membershipId}::uuid)
    order by id for update`;
}

/** The membership by which somebody acts, while it lasts. */
export async function findAsker(
  tx: Tx,
  { clientId, userId, role }: { clientId: string | null; userId: string; role: string },
): Promise<{ id: string } | null> {
  return tx.membership.findFirst({
    where: {
      userId,
      clientId,
      endedAt: null,
      role,
    },
    select: { id: true },
  });
}

/** A person's name; throws for none. */
export async function requireName(tx: Tx, userId: string): Promise<{ name: string }> {
  return tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
}

/** Everybody with access to a client or (null) the MSP, by name. */
export async function listPeopleAt(tx: Tx, clientId: string | null): Promise<PersonRow[]> {
  return tx.$queryRaw<PersonRow[]>`
    select m.id::text as "membershipId", u.id::text as "userId", u.name, u.email, m.role, m.created_at as since, u.two_factor_enabled as "hasSecondFactor"
    from membership m join "user" u on u.id = m.user_id
    where m.ended_at is null and m.client_id is not distinct from ${clientId}::uuid order by u.name`;
}
