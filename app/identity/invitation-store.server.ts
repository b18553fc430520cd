import type { Place } from "#app/identity/rules/may-invite.ts";
import { createHash } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

export type Invitee = Place & { email: string; name: string; locale: Locale };

export type OpenInvitation = Invitee & { id: string; place: string; mspName: string; mfaRequired: boolean };

/** Locks an invitation that can be accepted; no row for any other. */
export async function lockOpenInvitation(tx: Tx, id: string): Promise<unknown[]> {
  return tx.$queryRaw<unknown[]>`
    select from invitation where id = ${id}::uuid and accepted_at is null and revoked_at is null and expires_at > ${now()} for update`;
}

/** Keeps that an invitation was accepted. */
export async function keepAccepted(tx: Tx, id: string): Promise<void> {
  await tx.invitation.updateMany({ where: { id }, data: { acceptedAt: now() } });
}

/** Has a second invitation to the same address wait until this transaction ends. */
export async function lockInvitationsOf(tx: Tx, email: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('invitation of ' || ${email}, 0))::text as locked`;
}

/** Where a person of this address has access that stands in the way of an invitation: at the same place, or of the other kind. */
export async function listMemberships(
  tx: Tx,
  clientId: string | null,
  email: string,
): Promise<{ here: boolean }[]> {
  return tx.$queryRaw<{ here: boolean }[]>`
    select m.client_id is not distinct from ${clientId}::uuid as here from membership m join "user" u on u.id = m.user_id
    where u.email = ${email} and m.ended_at is null
      and (m.client_id is not distinct from ${clientId}::uuid or (m.client_id is null) <> (${clientId}::uuid is null))`;
}

/** Ends the open invitations of an address to a place. */
export async function revokeOpenInvitations(tx: Tx, clientId: string | null, email: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { email, clientId, ...open },
    data: { revokedAt: now() },
  });
}

/** An invitation that was neither accepted nor revoked; null for none in sight. */
export async function findOpenInvitation(tx: Tx, invitationId: string) {
  return tx.invitation.findFirst({ where: { id: invitationId, ...open } });
}

/** Ends an invitation where it is still open, and answers how many that were. */
export async function revokeIfOpen(tx: Tx, id: string): Promise<{ count: number }> {
  return tx.invitation.updateMany({
    where: { id, ...open },
    data: { revokedAt: now() },
  });
}

/** Ends an invitation. */
export async function revoke(tx: Tx, id: string): Promise<void> {
  await tx.invitation.updateMany({ where: { id }, data: { revokedAt: now() } });
}

/** Keeps an invitation; its link stands in it as a hash. */
export async function appendInvitation(
  tx: Tx,
  {
    clientId,
    email,
    name,
    role,
    locale,
    token,
    userId,
    expiresAt,
  }: {
    clientId: string | null;
    email: string;
    name: string;
    role: string;
    locale: "nl" | "de" | "en";
    token: string;
    userId: string;
    expiresAt: Date;
  },
): Promise<{ id: string }> {
  return tx.invitation.create({
    data: {
      clientId,
      email,
      name,
      role,
      locale,
      tokenHash: tokenHash(token),
      invitedBy: userId,
      createdAt: now(),
      expiresAt,
    },
    select: { id: true },
  });
}

/** A client's name. */
export async function listPlaceNames(tx: Tx, clientId: string): Promise<{ name: string }[]> {
  return tx.$queryRaw<{ name: string }[]>`select name from client_facts where id = ${clientId}::uuid`;
}

/** The invitation behind a link's secret, while it can be accepted; null for none. */
export async function findByToken(tx: Tx, token: string): Promise<OpenInvitation | null> {
  const [row] = await tx.$queryRaw<OpenInvitation[]>`
    select i.id::text, i.client_id::text as "clientId", i.email, i.name, i.role, i.locale, coalesce(c.name, p.name) as place,
      p.name as "mspName", p.mfa_required as "mfaRequired"
    from invitation i left join client_facts c on c.id = i.client_id cross join msp_facts p
    where i.token_hash = ${tokenHash(token)} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now()} and c.ended_at is null`;
  return row ?? null;
}

/** What the database keeps of a link's secret. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

const open = { acceptedAt: null, revokedAt: null };

/** Keeps that an invitation was accepted where it is still open, and answers how many that were. */
export async function acceptIfOpen(tx: Tx, id: string): Promise<{ count: number }> {
  return tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: now() },
  });
}

/** What was still open to the same address at the same place ends too: nobody comes back by an old letter. */
export async function revokeInvitationsOf(
  tx: Tx,
  { userId, clientId }: { userId: string; clientId: string | null },
): Promise<void> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await tx.invitation.updateMany({
    where: { email, clientId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now() },
  });
}

/** The invitations to a place that were neither accepted nor revoked, the latest first. */
export async function listOpenInvitations(tx: Tx, clientId: string | null) {
  return tx.invitation.findMany({
    where: { clientId, acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: "desc" },
  });
}
