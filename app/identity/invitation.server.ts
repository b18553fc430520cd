import {
  appendInvitation,
  findByToken,
  findOpenInvitation,
  type Invitee,
  listMemberships,
  listPlaceNames,
  lockInvitationsOf,
  type OpenInvitation,
  revoke,
  revokeIfOpen,
  revokeOpenInvitations,
} from "#app/identity/invitation-store.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { randomBytes } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { appendAudit } from "./audit.server.ts";
import { mayInvite, type Place } from "./rules/may-invite.ts";
import type { Scope } from "./scope.ts";
import { countAttempt, inviterSubject, subjectOf } from "./throttle.server.ts";

/** `other-kind`: works at the MSP and is invited by a client, or the other way round. */
export type InviteRefusal = "not-allowed" | "has-access" | "other-kind";
/** Too many letters by this person, or to this address: whole minutes until the next may go. */
export type InviteLocked = { ok: false; refusal: "locked"; minutes: number };

const validDays = 7;

/** Invites somebody by letter; the link works for 7 days, once. An open invitation to the same address there is replaced. Letters are counted per inviter and per address. */
export async function invite(
  scope: Scope,
  invitee: Invitee,
): Promise<Result<{ invitationId: string }, InviteRefusal> | InviteLocked> {
  const email = invitee.email.trim().toLowerCase();
  const allowed = mayInvite(scope, invitee);
  if (!allowed) {
    await inScope(scope, (tx) =>
      appendAudit(tx, scope, {
        action: "invitation.refused",
        result: "refused",
        detail: { role: invitee.role },
      }),
    );
    return refuse("not-allowed");
  }
  const locked = await countLetter(scope, { ...invitee, email });
  if (locked) return locked;
  return inScope(scope, async (tx) => {
    // Of two at the same time the second finds, and replaces, the first's.
    await lockInvitationsOf(tx, email);
    const members = await listMemberships(tx, invitee.clientId, email);
    if (members.length > 0) return refuse(members.some(({ here }) => here) ? "has-access" : "other-kind");
    await revokeOpenInvitations(tx, invitee.clientId, email);
    const invitationId = await sendInvitation(tx, scope, { ...invitee, email });
    await appendAudit(tx, scope, {
      action: "invitation.sent",
      target: `invitation:${invitationId}`,
      clientId: invitee.clientId,
      detail: { role: invitee.role },
    });
    return ok({ invitationId });
  });
}

/** Sends an open invitation again, with a new link; the link before stops working. */
export async function resendInvitation(
  scope: Scope,
  invitationId: string,
): Promise<Result<{ invitationId: string }, "not-found"> | InviteLocked> {
  const present = await inScope(scope, (tx) => findOpenInvitation(tx, invitationId));
  const locked = present && mayInvite(scope, present) ? await countLetter(scope, present) : null;
  if (locked) return locked;
  return inScope(scope, async (tx) => {
    const old = await findOpenInvitation(tx, invitationId);
    if (!old || !mayInvite(scope, old)) return refuse("not-found");
    const { count } = await revokeIfOpen(tx, old.id);
    if (count === 0) return refuse("not-found");
    const next = await sendInvitation(tx, scope, {
      ...old,
      locale: localeOf(old.locale),
    });
    await appendAudit(tx, scope, {
      action: "invitation.resent",
      target: `invitation:${next}`,
      clientId: old.clientId,
    });
    return ok({ invitationId: next });
  });
}

/** Takes an open invitation back: its link stops working. */
export async function revokeInvitation(
  scope: Scope,
  invitationId: string,
): Promise<Result<null, "not-found">> {
  return inScope(scope, async (tx) => {
    const old = await findOpenInvitation(tx, invitationId);
    if (!old || !mayInvite(scope, old)) return refuse("not-found");
    await revoke(tx, old.id);
    await appendAudit(tx, scope, {
      action: "invitation.revoked",
      target: `invitation:${old.id}`,
      clientId: old.clientId,
    });
    return ok(null);
  });
}

/** Counts a letter before it is written; null when it may go. */
async function countLetter(
  scope: Scope,
  { email, clientId, role }: Place & { email: string },
): Promise<InviteLocked | null> {
  for (const subject of [inviterSubject(scope.userId), subjectOf("invited", email)]) {
    const attempt = await countAttempt(subject);
    if (attempt.allowed) continue;
    await inScope(scope, (tx) =>
      appendAudit(tx, scope, {
        action: "invitation.refused",
        clientId,
        result: "refused",
        detail: { role, why: "too-many" },
      }),
    );
    return { ok: false, refusal: "locked", minutes: attempt.minutes };
  }
  return null;
}

async function sendInvitation(tx: Tx, scope: Scope, invitee: Invitee): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const { clientId, email, name, role, locale } = invitee;
  const expiresAt = new Date(now().getTime() + validDays * 24 * 60 * 60 * 1000);
  const row = await appendInvitation(tx, {
    clientId,
    email,
    name,
    role,
    locale,
    token,
    userId: scope.userId,
    expiresAt,
  });
  const place = clientId === null ? null : ((await listPlaceNames(tx, clientId))[0] ?? notFound());
  const msp = await requireMsp(tx);
  await queueLetter(tx, {
    key: `invitation:${row.id}`,
    clientId,
    to: email,
    locale,
    template: "invitation",
    props: {
      name,
      inviter: scope.name,
      place: place?.name ?? msp.name,
      mspName: msp.name,
      link: `${env().origin}/invitation/${token}`,
    },
  });
  return row.id;
}

/** The invitation behind a link, while it can be accepted. */
export async function findInvitation(token: string): Promise<OpenInvitation | null> {
  return asSystem(async (tx) => {
    const row = await findByToken(tx, token);
    return row ?? null;
  });
}
