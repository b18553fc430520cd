import { now } from "#app/platform/clock.server.ts";
import { authPrisma, type Tx } from "#app/platform/db.server.ts";
import type { Spreadsheet } from "#app/platform/csv.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import type { LetterKind } from "./letter-kinds.ts";
import type { Theme } from "./scope.ts";

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

/** What people say of themselves. */
export type Profile = {
  name: string;
  locale: Locale;
  theme: Theme;
  spreadsheet: Spreadsheet;
  /** The e-mails about requests that the person does without. */
  mutedLetters: readonly LetterKind[];
};

/** Writes what people say of themselves; what is not given stays as it is. */
export async function keepProfile(
  tx: Tx,
  userId: string,
  { name, locale, theme, spreadsheet, mutedLetters }: Partial<Profile>,
): Promise<void> {
  await tx.$executeRaw`update "user" set name = coalesce(${name ?? null}, name), locale = coalesce(${locale ?? null}, locale),
    theme = coalesce(${theme ?? null}, theme), spreadsheet = coalesce(${spreadsheet ?? null}, spreadsheet),
    muted_letters = coalesce(${mutedLetters ? [...mutedLetters] : null}::text[], muted_letters),
    updated_at = ${now()} where id = ${userId}::uuid`;
}

/** The language of a person; throws for none. */
export async function requireLocale(tx: Tx, userId: string): Promise<{ locale: string }> {
  return tx.user.findUniqueOrThrow({ where: { id: userId }, select: { locale: true } });
}
