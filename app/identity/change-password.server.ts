import { inScope } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf, unlessRefused } from "./call-auth.server.ts";
import { passwordProblem, type PasswordProblem } from "./rules/password-rules.ts";
import { queueSecurityNotice } from "./security-notice.server.ts";
import type { SignedIn } from "./signed-in.server.ts";
import { clearAttempts, countAttempt, subjectOf } from "./throttle.server.ts";

export type ChangePasswordAnswer =
  { ok: true; headers: Headers } | { ok: false; refusal: PasswordProblem | "wrong-password" | "locked" };

/** Changes a signed-in person's password on proof of the present one; every other session ends, this one gets a new token. */
export async function changePassword(
  request: Request,
  person: SignedIn,
  current: string,
  next: string,
): Promise<ChangePasswordAnswer> {
  const { scope } = person;
  const problem = passwordProblem(next, {
    hasSecondFactor: person.hasSecondFactor,
    email: scope.email,
    name: scope.name,
    mspName: person.mspName,
  });
  if (problem) return { ok: false, refusal: problem };
  const subject = subjectOf("confirm", scope.userId);
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return refused(person, "locked");
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
  const answer = await unlessRefused(
    auth().api.changePassword({ body, headers: authHeaders(request), returnHeaders: true }),
  );
  if (!answer) return refused(person, "wrong-password");
  await clearAttempts(subject);
  await inScope(scope, async (tx) => {
    await queueSecurityNotice(tx, scope, "password.changed");
    await appendAudit(tx, scope, { action: "password.changed" });
  });
  return { ok: true, headers: cookiesOf(answer.headers) };
}

async function refused(
  { scope }: SignedIn,
  refusal: "wrong-password" | "locked",
): Promise<ChangePasswordAnswer> {
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, {
      action: "password.change-refused",
      result: "refused",
      detail: { why: refusal },
    }),
  );
  return { ok: false, refusal };
}
