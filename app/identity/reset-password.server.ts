import { findMsp } from "#app/platform/msp.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { unlessRefused } from "./call-auth.server.ts";
import { findPersonById, visitorOf, type Person } from "./people-store.server.ts";
import { passwordProblem, type PasswordProblem } from "./rules/password-rules.ts";
import { queueSecurityNotice } from "./security-notice.server.ts";
import { clearAttempts, countAttempt, networkSubject, subjectOf } from "./throttle.server.ts";

/** Asks for a letter with a link to set a new password. Says nothing back: known and unknown addresses are alike to the asker, also in time. */
export async function askForReset(email: string): Promise<void> {
  const [fromNetwork, forMailbox] = [
    await countAttempt(networkSubject()),
    await countAttempt(subjectOf("forgot", email)),
  ];
  if (!fromNetwork.allowed || !forMailbox.allowed) return;
  await asSystem((tx) => enqueue(tx, "identity.send-reset", { email: email.trim().toLowerCase() }));
}

/** The person whom a reset link is for; null once it is used, replaced or older than 30 minutes. */
export async function findReset(token: string): Promise<Person | null> {
  const stored = await (
    await auth().$context
  ).internalAdapter.findVerificationValue(`reset-password:${token}`);
  if (!stored || stored.expiresAt < new Date()) return null;
  const person = await asSystem((tx) => findPersonById(tx, stored.value));
  return person?.hasAccess ? person : null;
}

/** Sets a new password by a letter's link. The second factor stays, every session ends, nobody is signed in by it. */
export async function resetPassword(
  token: string,
  password: string,
): Promise<{ ok: true; email: string } | { ok: false; refusal: PasswordProblem | "link-over" }> {
  const person = await findReset(token);
  if (!person) return { ok: false, refusal: "link-over" };
  const msp = await asSystem(findMsp);
  const problem = passwordProblem(password, { ...person, mspName: msp?.name ?? "" });
  if (problem) return { ok: false, refusal: problem };
  if (!(await unlessRefused(auth().api.resetPassword({ body: { token, newPassword: password } }))))
    return { ok: false, refusal: "link-over" };
  await clearAttempts(subjectOf("account", person.email));
  await asSystem(async (tx) => {
    await queueSecurityNotice(tx, person, "password.changed");
    await appendAudit(tx, visitorOf(person), { action: "password.reset", clientId: person.clientId });
  });
  return { ok: true, email: person.email };
}
