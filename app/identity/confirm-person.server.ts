import { inScope } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf } from "./call-auth.server.ts";
import { factorOf, provesCode, provesPassword } from "./prove-code.server.ts";
import type { Scope } from "./scope.ts";
import { keepProof } from "./session-store.server.ts";
import type { SignedIn } from "./signed-in.server.ts";
import { clearAttempts, countAttempt, subjectOf } from "./throttle.server.ts";

export type ConfirmAnswer =
  | { ok: true; headers: Headers }
  | { ok: false; refusal: "wrong" }
  | { ok: false; refusal: "locked"; minutes: number };

/**
 * Takes fresh proof of who sits there: a code of whoever has a second factor, the password of others. The session gets
 * a new token and counts as just begun. Which of the two it takes is the account's to say, not the form's.
 */
export async function confirmPerson(
  request: Request,
  { scope, hasSecondFactor }: Pick<SignedIn, "scope" | "hasSecondFactor">,
  proof: { password?: string | undefined; code?: string | undefined },
): Promise<ConfirmAnswer> {
  const subject = subjectOf("confirm", scope.userId);
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return refused(scope, "locked", attempt.minutes);
  const headers = authHeaders(request);
  const proven = hasSecondFactor
    ? await provesCode(headers, proof.code ?? "")
    : await provesPassword(headers, proof.password ?? "");
  if (!proven) return refused(scope, "wrong", 0);
  await clearAttempts(subject);
  const renewed = await auth().api.renewSession({ body: {}, headers, returnHeaders: true });
  await keepProof(renewed.response.token, hasSecondFactor ? factorOf(proof.code ?? "") : "password");
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, {
      action: "session.confirmed",
      detail: { by: hasSecondFactor ? "code" : "password" },
    }),
  );
  return { ok: true, headers: cookiesOf(renewed.headers) };
}

async function refused(scope: Scope, why: "wrong" | "locked", minutes: number): Promise<ConfirmAnswer> {
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, { action: "session.confirm-refused", result: "refused", detail: { why } }),
  );
  return why === "wrong" ? { ok: false, refusal: "wrong" } : { ok: false, refusal: "locked", minutes };
}
