import { getAuthoritativeSessionFromCtx } from "better-auth/api";
import { constantTimeEqual, symmetricDecrypt } from "better-auth/crypto";

import { findFactor, moveStep } from "#app/identity/second-factor-store.server.ts";

import { totpCode } from "./totp.server.ts";

type Ctx = Parameters<typeof getAuthoritativeSessionFromCtx>[0];

/** No code: what a spent one is turned into, so that the library counts it as a wrong guess. */
const spent = "spent";

/**
 * A code is good once (RFC 6238 5.2): before the library looks, the code's 30-second step must move the account's
 * last accepted step forward, which one request alone can do. Answers the code, or no code for one that was used.
 */
export async function claimTotpStep(ctx: Ctx): Promise<string> {
  const code = String(ctx.body?.code ?? "").replace(/\s/g, "");
  const userId = await personOf(ctx);
  const factor = userId && (await findFactor(userId));
  if (!factor) return code;
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: factor.secret });
  const step = stepOf(secret, code, Math.floor(Date.now() / 30_000));
  if (step === null) return code;
  const { count } = await moveStep(factor.id, step);
  return count === 1 ? code : spent;
}

/** The step whose code this is, one to either side of the present; null for a wrong code. */
function stepOf(secret: string, code: string, present: number): number | null {
  let found: number | null = null;
  for (const step of [present - 1, present, present + 1]) {
    if (constantTimeEqual(totpCode(secret, step), code)) found = step;
  }
  return found;
}

/** Whose code it is: the signed-in person's, else the one that the challenge's cookie stands for. */
async function personOf(ctx: Ctx): Promise<string | null> {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session) return session.user.id;
  const challenge = await ctx.getSignedCookie(
    ctx.context.createAuthCookie("two_factor").name,
    ctx.context.secret,
  );
  return challenge
    ? ((await ctx.context.internalAdapter.findVerificationValue(challenge))?.value ?? null)
    : null;
}
