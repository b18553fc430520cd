import { createHash } from "node:crypto";

import { authPrisma } from "#app/platform/db.server.ts";

/** What the sign-in library's names of reset links begin with. */
export const resetPrefix = "reset-password:";
const storedPrefix = "reset-password.";

/** A reset link's name as the database keeps it: a hash, told apart from other proofs by its prefix. */
export function storedResetName(identifier: string): string {
  return storedPrefix + createHash("sha256").update(identifier).digest("base64url");
}

/** The user whom a reset link is for; null once it is used, over, or a newer one was asked for. */
export async function findResetUser(token: string): Promise<string | null> {
  const [row] = await authPrisma().$queryRaw<{ value: string }[]>`
    select value from verification v
    where identifier = ${storedResetName(resetPrefix + token)} and expires_at > now() and not exists (
      select from verification newer where newer.value = v.value and newer.identifier like ${`${storedPrefix}%`}
        and (newer.created_at, newer.id) > (v.created_at, v.id))`;
  return row?.value ?? null;
}

/** Deletes the person's links that are older than this one. `findResetUser` refuses them as it is. */
export async function endOlderResetLinks(userId: string, token: string): Promise<void> {
  await authPrisma().$executeRaw`
    delete from verification older using verification present
    where present.identifier = ${storedResetName(resetPrefix + token)} and older.value = ${userId}
      and older.identifier like ${`${storedPrefix}%`} and (older.created_at, older.id) < (present.created_at, present.id)`;
}
