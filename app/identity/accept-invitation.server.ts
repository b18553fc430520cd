import { openAccount } from "#app/identity/account-store.server.ts";
import {
  keepAccepted,
  lockOpenInvitation,
  type OpenInvitation,
} from "#app/identity/invitation-store.server.ts";
import { appendMembership } from "#app/identity/membership-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { hashPassword } from "./account.server.ts";
import { appendAudit } from "./audit.server.ts";
import { findInvitation } from "./invitation.server.ts";
import { findPerson } from "./people-store.server.ts";
import { passwordProblem, type PasswordProblem } from "./rules/password-rules.ts";
import { clearAttempts, subjectOf } from "./throttle.server.ts";

export type AcceptAnswer =
  { ok: true; email: string } | { ok: false; refusal: PasswordProblem | "link-over" | "has-account" };

/** Accepts an invitation of somebody without access: account, password and access in one go, once. Of two at the same time one gets it. Who has access elsewhere joins by joinPlace. */
export async function acceptInvitation(
  token: string,
  person: { name: string; password: string },
): Promise<AcceptAnswer> {
  const invitation = await findInvitation(token);
  if (!invitation) return { ok: false, refusal: "link-over" };
  const { email, mspName } = invitation;
  const before = await asSystem((tx) => findPerson(tx, email));
  const problem = passwordProblem(person.password, {
    hasSecondFactor: before?.hasSecondFactor ?? false,
    email,
    name: person.name,
    mspName,
  });
  if (problem) return { ok: false, refusal: problem };
  const passwordHash = await hashPassword(person.password);
  const answer = await take(invitation, person.name.trim(), passwordHash);
  if (answer.ok) await clearAttempts(subjectOf("account", email));
  return answer;
}

async function take(invitation: OpenInvitation, name: string, passwordHash: string): Promise<AcceptAnswer> {
  const { id, email, clientId, role, locale } = invitation;
  return asSystem(async (tx) => {
    // The lock makes a second visitor with the same link wait, and find it used.
    const rows = await lockOpenInvitation(tx, id);
    if (rows.length === 0) return { ok: false, refusal: "link-over" };
    if ((await findPerson(tx, email))?.hasAccess) return { ok: false, refusal: "has-account" };
    // The account is the sign-in role's to write, so it commits by itself; if this transaction fails, accepting again finds and keeps it.
    const userId = await openAccount({ email, name, locale, passwordHash });
    await appendMembership(tx, { clientId, userId, role });
    await keepAccepted(tx, id);
    await appendAudit(
      tx,
      { kind: "visitor", userId, name },
      { action: "invitation.accepted", target: `invitation:${id}`, clientId, detail: { role } },
    );
    return { ok: true, email };
  });
}
