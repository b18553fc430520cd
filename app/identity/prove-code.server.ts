import { auth } from "./auth.server.ts";
import { unlessRefused } from "./call-auth.server.ts";

/** Tells an app's six digits from a backup code. */
export function isAppCode(code: string): boolean {
  return /^\d{6}$/.test(code.replace(/\s/g, ""));
}

/** By which second factor a code is proof. */
export function factorOf(code: string): "app" | "backup-code" {
  return isAppCode(code) ? "app" : "backup-code";
}

/** Whether a signed-in person's code is right: the app's six digits or a backup code, each spent by being asked. */
export async function provesCode(headers: Headers, code: string): Promise<boolean> {
  const call = { body: { code: code.trim() }, headers };
  const answer = await unlessRefused(
    isAppCode(code)
      ? auth().api.verifyTOTP(call)
      : auth().api.verifyBackupCode({ ...call, body: { ...call.body, disableSession: true } }),
  );
  return answer !== null;
}

/** Whether a signed-in person's password is right. */
export async function provesPassword(headers: Headers, password: string): Promise<boolean> {
  return (await unlessRefused(auth().api.verifyPassword({ body: { password }, headers }))) !== null;
}
