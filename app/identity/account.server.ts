import { authPrisma } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { auth } from "./auth.server.ts";

/** A password as the database keeps it (scrypt). */
export async function hashPassword(password: string): Promise<string> {
  return (await auth().$context).password.hash(password);
}

type Account = { email: string; name: string; locale: Locale; passwordHash: string };

/** Makes the account of a mail address, or gives the one that is there (somebody comes back) a new name and password and ends its sessions. Answers the user's id. */
export async function openAccount(account: Account): Promise<string> {
  return authPrisma().$transaction(async (tx) => {
    const email = account.email.trim().toLowerCase();
    const profile = { name: account.name, emailVerified: true, locale: account.locale };
    const user = await tx.user.upsert({
      where: { email },
      create: { email, ...profile },
      update: profile,
      select: { id: true },
    });
    await tx.session.deleteMany({ where: { userId: user.id } });
    await tx.account.deleteMany({ where: { userId: user.id, providerId: "credential" } });
    await tx.account.create({
      data: { userId: user.id, accountId: user.id, providerId: "credential", password: account.passwordHash },
    });
    return user.id;
  });
}
