import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";

import {
  appendFactor,
  findBackupCodes,
  findUnproved,
  keepBackupCodes,
  restartFactor,
} from "#app/identity/second-factor-store.server.ts";
import { deleteWeakSessions } from "#app/identity/session-store.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { refuse, type Result } from "#app/platform/result.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { backupCodeStorage, newBackupCodes } from "./backup-code-storage.server.ts";
import { authHeaders, cookiesOf, unlessRefused } from "./call-auth.server.ts";
import { provesCode, provesPassword } from "./prove-code.server.ts";
import type { Scope } from "./scope.ts";
import { queueSecurityNotice } from "./security-notice.server.ts";
import type { SignedIn } from "./signed-in.server.ts";
import { clearAttempts, countAttempt, subjectOf } from "./throttle.server.ts";
import { totpUri, typedSecret } from "./totp.server.ts";

/** What an authenticator app needs, as an address for a QR code and as letters to type. */
export type Enrolment = { uri: string; secret: string };

/** Begins (or begins again) setting up an authenticator app: a new secret, worth nothing until a code proves it. */
export async function beginEnrolment(scope: Scope): Promise<void> {
  const secret = await symmetricEncrypt({
    key: (await auth().$context).secretConfig,
    data: generateRandomString(32),
  });
  const fresh = {
    secret,
    backupCodes: "[]",
    verified: false,
    lastStep: 0n,
    failedVerificationCount: 0,
    lockedUntil: null,
  };
  const { count } = await restartFactor(scope.userId, fresh);
  if (count === 0) await appendFactor(scope.userId, fresh);
  await inScope(scope, (tx) => appendAudit(tx, scope, { action: "second-factor.begun" }));
}

/** The setting up that is under way, if any. */
export async function findEnrolment(scope: Scope): Promise<Enrolment | null> {
  const row = await findUnproved(scope.userId);
  if (!row) return null;
  const secret = await symmetricDecrypt({ key: (await auth().$context).secretConfig, data: row.secret });
  return { uri: totpUri(secret, "Tegoed", scope.email), secret: typedSecret(secret) };
}

/** Completes the setting up with the app's first code; the session is from now on one with a second factor, the others end. */
export async function completeEnrolment(
  request: Request,
  scope: Scope,
  code: string,
): Promise<{ ok: true; headers: Headers } | { ok: false; refusal: "wrong-code" }> {
  const subject = subjectOf("code", scope.userId);
  const attempt = await countAttempt(subject);
  const answer = attempt.allowed
    ? await unlessRefused(
        auth().api.verifyTOTP({ body: { code }, headers: authHeaders(request), returnHeaders: true }),
      )
    : null;
  const token = answer?.headers.getSetCookie().length ? answer : null;
  if (!token) {
    await inScope(scope, (tx) =>
      appendAudit(tx, scope, { action: "second-factor.refused", result: "refused" }),
    );
    return refuse("wrong-code");
  }
  await clearAttempts(subject);
  // Sessions of before had one factor only; the guard refuses them, so they need not stay.
  await deleteWeakSessions(scope.userId);
  await tell(scope, "second-factor.on");
  return { ok: true, headers: cookiesOf(token.headers) };
}

/** Makes ten new backup codes; the old ones end. They are answered here once, the database keeps hashes. */
export async function renewBackupCodes(scope: Scope): Promise<Result<string[], "no-second-factor">> {
  const codes = newBackupCodes();
  const stored = await backupCodeStorage.encrypt(JSON.stringify(codes));
  const { count } = await keepBackupCodes(scope.userId, stored);
  if (count === 0) return refuse("no-second-factor");
  await tell(scope, "backup-codes.renewed");
  return { ok: true, value: codes };
}

/** How many backup codes are left; null without a second factor. */
export async function countBackupCodes(scope: Scope): Promise<number | null> {
  const row = await findBackupCodes(scope.userId);
  const codes: unknown = row ? JSON.parse(row.backupCodes) : null;
  return Array.isArray(codes) ? codes.length : null;
}

export type DropAnswer =
  | { ok: true; headers: Headers }
  | { ok: false; refusal: "wrong-password" | "wrong-code" | "required" }
  | { ok: false; refusal: "locked"; minutes: number };

/** Turns the second factor off for whoever need not have one, on proof of both: the password, and a code of the app or a backup code. */
export async function dropSecondFactor(
  request: Request,
  person: SignedIn,
  proof: { password: string; code: string },
): Promise<DropAnswer> {
  if (person.mustHaveSecondFactor) return refuse("required");
  const subject = subjectOf("confirm", person.scope.userId);
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return { ok: false, refusal: "locked", minutes: attempt.minutes };
  const headers = authHeaders(request);
  const { password, code } = proof;
  // The password first: a code is spent by asking.
  if (!(await provesPassword(headers, password))) return dropRefused(person, "wrong-password");
  if (!(await provesCode(headers, code))) return dropRefused(person, "wrong-code");
  const answer = await auth().api.disableTwoFactor({ body: { password }, headers, returnHeaders: true });
  await clearAttempts(subject);
  await tell(person.scope, "second-factor.off");
  return { ok: true, headers: cookiesOf(answer.headers) };
}

async function dropRefused(
  { scope }: SignedIn,
  refusal: "wrong-password" | "wrong-code",
): Promise<DropAnswer> {
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, { action: "second-factor.refused", result: "refused", detail: { why: refusal } }),
  );
  return refuse(refusal);
}

async function tell(
  scope: Scope,
  what: "second-factor.on" | "second-factor.off" | "backup-codes.renewed",
): Promise<void> {
  await inScope(scope, async (tx) => {
    await queueSecurityNotice(tx, scope, what);
    await appendAudit(tx, scope, { action: what });
  });
}
