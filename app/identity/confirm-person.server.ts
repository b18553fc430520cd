import { inScope } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf, unlessRefused } from "./call-auth.server.ts";
import type { Scope } from "./scope.ts";
import { isAppCode } from "./sign-in-code.server.ts";
import { clearAttempts, countAttempt, subjectOf } from "./throttle.server.ts";

export type ConfirmAnswer =
  | { ok: true; headers: Headers }
  | { ok: false; refusal: "wrong" }
  | { ok: false; refusal: "locked"; minutes: number };

/** Takes the password, or a code of whoever has a second factor, as fresh proof: the session gets a new token and counts as just begun. */
export async function confirmPerson(
  request: Request,
  scope: Scope,
  proof: { password: string } | { code: string },
): Promise<ConfirmAnswer> {
  const subject = subjectOf("confirm", scope.userId);
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return refused(scope, "locked", attempt.minutes);
  const headers = authHeaders(request);
  if (!(await proves(headers, proof))) return refused(scope, "wrong", 0);
  await clearAttempts(subject);
  const renewed = await auth().api.renewSession({ body: {}, headers, returnHeaders: true });
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, {
      action: "session.confirmed",
      detail: { by: "password" in proof ? "password" : "code" },
    }),
  );
  return { ok: true, headers: cookiesOf(renewed.headers) };
}

async function proves(headers: Headers, proof: { password: string } | { code: string }): Promise<boolean> {
  const { api } = auth();
  if ("password" in proof)
    return (await unlessRefused(api.verifyPassword({ body: proof, headers }))) !== null;
  const call = { body: { code: proof.code.trim() }, headers };
  return (
    (await unlessRefused(
      isAppCode(proof.code)
        ? api.verifyTOTP(call)
        : api.verifyBackupCode({ ...call, body: { ...call.body, disableSession: true } }),
    )) !== null
  );
}

async function refused(scope: Scope, why: "wrong" | "locked", minutes: number): Promise<ConfirmAnswer> {
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, { action: "session.confirm-refused", result: "refused", detail: { why } }),
  );
  return why === "wrong" ? { ok: false, refusal: "wrong" } : { ok: false, refusal: "locked", minutes };
}
