import { acceptIfOpen, type OpenInvitation } from "#app/identity/invitation-store.server.ts";
import { appendMembership, findMembership } from "#app/identity/membership-store.server.ts";
import { placeSessionByToken } from "#app/identity/session-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { findInvitation } from "./invitation.server.ts";
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
    const { count } = await acceptIfOpen(tx, id);
    if (count === 0) return { ok: false, refusal: "link-over" };
    const present = await findMembership(tx, clientId, person.userId);
    const { id: membershipId } =
      present ?? (await appendMembership(tx, { clientId, userId: person.userId, role }));
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
  await placeSessionByToken(token, membershipId);
}
