import { now } from "#app/platform/clock.server.ts";
import { asSystem, authPrisma } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { findInvitation, type OpenInvitation } from "./invitation.server.ts";
import { findPerson, visitorOf } from "./people-store.server.ts";
import { choosePlace } from "./places.server.ts";
import { sessionToken } from "./session-cookie.server.ts";
import { signIn } from "./sign-in.server.ts";
import { signedIn } from "./signed-in.server.ts";

export type JoinAnswer =
  | { ok: true; to: "/" | "/sign-in/code"; headers: Headers }
  | { ok: false; refusal: "link-over" | "wrong" | "other-kind" }
  | { ok: false; refusal: "locked"; minutes: number };

/**
 * Accepts an invitation for somebody who has an account with access elsewhere: they prove who they are by their session or by
 * the password that they have. Name, password and language stay; what is new is one place more, where the session then is.
 */
export async function joinPlace(request: Request, token: string, password: string): Promise<JoinAnswer> {
  const invitation = await findInvitation(token);
  if (!invitation) return { ok: false, refusal: "link-over" };
  const here = await signedIn(request);
  if (here?.scope.email === invitation.email) {
    const joined = await join(invitation);
    if (!joined.ok) return joined;
    await choosePlace(here.scope, joined.membershipId);
    return { ok: true, to: "/", headers: new Headers() };
  }
  const entry = await signIn(request, invitation.email, password);
  if (!entry.ok) return entry;
  const joined = await join(invitation);
  if (!joined.ok) return joined;
  await placeNewSession(entry.headers, joined.membershipId);
  return { ok: true, to: entry.next === "code" ? "/sign-in/code" : "/", headers: entry.headers };
}

type Joined = { ok: true; membershipId: string } | { ok: false; refusal: "link-over" | "other-kind" };

/** Of two at the same time one joins. */
function join({ id, email, clientId, role }: OpenInvitation): Promise<Joined> {
  return asSystem(async (tx) => {
    const person = await findPerson(tx, email);
    if (!person) return { ok: false, refusal: "link-over" };
    if (person.hasAccess && person.isStaff !== (clientId === null))
      return { ok: false, refusal: "other-kind" };
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: now() },
    });
    if (count === 0) return { ok: false, refusal: "link-over" };
    const present = await tx.membership.findFirst({
      where: { userId: person.userId, clientId, endedAt: null },
      select: { id: true },
    });
    const { id: membershipId } =
      present ??
      (await tx.membership.create({
        data: { userId: person.userId, clientId, role, createdAt: now() },
        select: { id: true },
      }));
    await appendAudit(tx, visitorOf(person), {
      action: "invitation.accepted",
      target: `invitation:${id}`,
      clientId,
      detail: { role },
    });
    return { ok: true, membershipId };
  });
}

/** The session that signing in just began is at the place that was joined; one that still waits for its code chooses later. */
async function placeNewSession(headers: Headers, membershipId: string): Promise<void> {
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(";")[0] ?? "")
    .join("; ");
  const token = sessionToken({ headers: new Headers({ cookie }) });
  if (!token) return;
  await authPrisma().$executeRaw`
    update session s set membership_id = m.id from membership m
    where s.token = ${token} and m.id = ${membershipId}::uuid and m.user_id = s.user_id`;
}
