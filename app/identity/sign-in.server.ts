import { randomUUID } from "node:crypto";

import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf, endSessionToken, unlessRefused } from "./call-auth.server.ts";
import { knownDevice } from "./device-cookie.server.ts";
import { findPerson, visitorOf, type Person } from "./people-store.server.ts";
import { finishSignIn } from "./finish-sign-in.server.ts";
import { countLockedSignIn } from "./quota.server.ts";
import { endReplacedSession } from "./sessions.server.ts";
import {
  clearAttempts,
  countAttempt,
  networkSubject,
  subjectOf,
  takeBackAttempt,
} from "./throttle.server.ts";

export type SignInAnswer =
  /** Signed in, or one code away from it; the headers carry the cookies. */
  | { ok: true; next: "in" | "code"; home: "/" | "/staff"; headers: Headers }
  /** Wrong address, wrong password and no access look the same. */
  | { ok: false; refusal: "wrong" }
  | { ok: false; refusal: "locked"; minutes: number };

/**
 * Signs a person in by mail address and password; guesses are counted before the password is looked at: per account and per
 * network, on a device that the person signed in on before for that device alone, so that no stranger locks it out.
 */
export async function signIn(request: Request, email: string, password: string): Promise<SignInAnswer> {
  const device = await knownDevice(request, email);
  const network = device ? null : networkSubject();
  const account = device ? subjectOf("device", device) : subjectOf("account", email);
  const fromNetwork = network && (await countAttempt(network));
  if (fromNetwork?.allowed === false) return refused(email, "locked", fromNetwork.minutes);
  const onAccount = await countAttempt(account);
  if (!onAccount.allowed) return refused(email, "locked", onAccount.minutes);
  const answer = await unlessRefused(
    auth().api.signInEmail({
      body: { email, password },
      headers: authHeaders(request, { withoutSession: true }),
      returnHeaders: true,
    }),
  );
  const person = await asSystem((tx) => findPerson(tx, email));
  if (!answer || !person?.hasAccess) {
    if (answer && "token" in answer.response && answer.response.token)
      await endSessionToken(answer.response.token);
    return refused(email, "wrong", 0, onAccount.lastOfRound && onAccount.failures === account.round);
  }
  await Promise.all([clearAttempts(account), network && takeBackAttempt(network)]);
  // The browser forgets its old session from here on, also while the code is still to come.
  await endReplacedSession(request);
  const headers = cookiesOf(answer.headers);
  const home = person.isStaff ? "/staff" : "/";
  if ("twoFactorRedirect" in answer.response) return { ok: true, next: "code", home, headers };
  await finishSignIn(request, person, headers, "password");
  return { ok: true, next: "in", home, headers };
}

async function refused(
  email: string,
  why: "wrong" | "locked",
  minutes: number,
  justLocked = false,
): Promise<SignInAnswer> {
  const answer: SignInAnswer =
    why === "wrong" ? { ok: false, refusal: "wrong" } : { ok: false, refusal: "locked", minutes };
  if (why === "locked" && !(await countLockedSignIn(requestContext()?.ip ?? "unknown"))) return answer;
  await asSystem(async (tx) => {
    const person: Person | null = await findPerson(tx, email);
    // Asked for whether or not the account exists: the answer takes as long either way. The job finds out.
    if (justLocked)
      await enqueue(tx, "identity.notice-lock", { email: email.trim().toLowerCase(), id: randomUUID() });
    await appendAudit(tx, visitorOf(person), {
      action: "session.refused",
      clientId: person?.clientId ?? null,
      result: "refused",
      detail: { why },
    });
  });
  return answer;
}
