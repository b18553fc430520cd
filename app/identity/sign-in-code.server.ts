import { randomUUID } from "node:crypto";

import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf, endSessionToken, unlessRefused } from "./call-auth.server.ts";
import { finishSignIn } from "./finish-sign-in.server.ts";
import { findPersonById, visitorOf, type Person } from "./people-store.server.ts";
import { factorOf, isAppCode } from "./prove-code.server.ts";
import { keepProof } from "./session-store.server.ts";
import { endReplacedSession } from "./sessions.server.ts";
import { challengeToken } from "./session-cookie.server.ts";
import { clearAttempts, countAttempt, subjectOf } from "./throttle.server.ts";

export type CodeAnswer =
  | { ok: true; home: "/" | "/staff"; headers: Headers }
  | { ok: false; refusal: "wrong" | "expired" }
  | { ok: false; refusal: "locked"; minutes: number };

/** The person whose password was right and whose code is awaited; null when that is over or was never so. */
export async function findChallenged(request: Request): Promise<Person | null> {
  const token = challengeToken(request);
  if (!token) return null;
  const challenge = await (await auth().$context).internalAdapter.findVerificationValue(token);
  if (!challenge || challenge.expiresAt < new Date()) return null;
  const person = await asSystem((tx) => findPersonById(tx, challenge.value));
  return person?.hasAccess ? person : null;
}

/** Completes a sign-in with the app's six digits or a backup code; each is good once, guesses are counted per person. */
export async function signInWithCode(request: Request, code: string): Promise<CodeAnswer> {
  const person = await findChallenged(request);
  if (!person) return { ok: false, refusal: "expired" };
  const subject = subjectOf("code", person.userId);
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return refused(person, "locked-code", attempt.minutes);
  const byApp = isAppCode(code);
  const call = {
    body: { code: code.trim() },
    headers: authHeaders(request, { withoutSession: true }),
    returnHeaders: true,
  } as const;
  const answer = await unlessRefused(byApp ? auth().api.verifyTOTP(call) : auth().api.verifyBackupCode(call));
  if (!answer)
    return refused(person, "wrong-code", 0, attempt.lastOfRound && attempt.failures === subject.round);
  // Access may have ended while the code was typed.
  if (!(await asSystem((tx) => findPersonById(tx, person.userId)))?.hasAccess) {
    if (answer.response.token) await endSessionToken(answer.response.token);
    return refused(person, "no-access", 0);
  }
  if (answer.response.token) await keepProof(answer.response.token, factorOf(code));
  await clearAttempts(subject);
  await endReplacedSession(request);
  const headers = cookiesOf(answer.headers);
  await finishSignIn(request, person, headers, byApp ? "code" : "backup-code");
  return { ok: true, home: person.isStaff ? "/staff" : "/", headers };
}

async function refused(
  person: Person,
  why: "wrong-code" | "locked-code" | "no-access",
  minutes: number,
  justLocked = false,
): Promise<CodeAnswer> {
  await asSystem(async (tx) => {
    if (justLocked) await enqueue(tx, "identity.notice-lock", { email: person.email, id: randomUUID() });
    await appendAudit(tx, visitorOf(person), {
      action: "session.refused",
      clientId: person.clientId,
      result: "refused",
      detail: { why },
    });
  });
  return why === "locked-code" ? { ok: false, refusal: "locked", minutes } : { ok: false, refusal: "wrong" };
}
