import { findMsp } from "#app/platform/msp.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { unlessRefused } from "./call-auth.server.ts";
import { findPersonById, visitorOf, type Person } from "./people-store.server.ts";
import { passwordProblem, type PasswordProblem } from "./rules/password-rules.ts";
import { findResetUser } from "#app/identity/reset-link-store.server.ts";
import { queueSecurityNotice } from "./security-notice.server.ts";
import { clearAttempts, countAttempt, countWithin, networkSubject, subjectOf } from "./throttle.server.ts";

const linkMinutes = 30;
const lettersWhileALinkLives = 3;

/**
 * Asks for a letter with a link to set a new password. Says nothing back: known and unknown addresses are alike to the asker, also
 * in time. A device that the person signed in on before has a count of its own. Strangers get a mailbox three letters within
 * the half hour that a link lives, so however many they ask for, its owner has one that works.
 */
export async function askForReset(email: string, device: string | null = null): Promise<void> {
  const [first, second] = device
    ? [(await countAttempt(subjectOf("device-forgot", device))).allowed, true]
    : [
        (await countAttempt(networkSubject("forgot"))).allowed,
        await countWithin(subjectOf("forgot", email).key, lettersWhileALinkLives, linkMinutes),
      ];
  if (!first || !second) return;
  await asSystem((tx) => enqueue(tx, "identity.send-reset", { email: email.trim().toLowerCase() }));
}

/**
 * The person whom a reset link is for. Null once it is used, older than 30 minutes or replaced by a newer one, and
 * after any change of the password or end of access (the database deletes it with that change).
 */
export async function findReset(token: string): Promise<Person | null> {
  const userId = await findResetUser(token);
  if (!userId) return null;
  const person = await asSystem((tx) => findPersonById(tx, userId));
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
