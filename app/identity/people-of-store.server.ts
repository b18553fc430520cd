import type { Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

/** Everybody of a client with access, by name. One query. */
export function listEverybodyOf(tx: Tx, clientId: string): Promise<{ userId: string; name: string }[]> {
  return tx.$queryRaw<{ userId: string; name: string }[]>`
    select u.id::text as "userId", u.name from user_facts u
    join membership_facts m on m.user_id = u.id and m.client_id = ${clientId}::uuid and m.ended_at is null
    order by u.name, u.id`;
}

/** Some of a client's people with access, as letters name them. */
export async function listPeopleOf(
  tx: Tx,
  clientId: string,
  userIds: readonly string[],
): Promise<{ userId: string; name: string; email: string; locale: Locale; mutedLetters: string[] }[]> {
  const rows = await tx.$queryRaw<
    { userId: string; name: string; email: string; locale: string; mutedLetters: string[] }[]
  >`
    select u.id::text as "userId", u.name, u.email, u.locale, u.muted_letters as "mutedLetters" from user_facts u
    join membership_facts m on m.user_id = u.id and m.client_id = ${clientId}::uuid and m.ended_at is null
    where u.id = any (${[...userIds]}::uuid[]) order by u.name, u.id`;
  return rows.map(({ locale, ...row }) => ({ ...row, locale: localeOf(locale) }));
}

/** The MSP's owners with access, as letters name them. */
export async function listMspOwners(
  tx: Tx,
): Promise<{ userId: string; name: string; email: string; locale: Locale }[]> {
  const rows = await tx.$queryRaw<{ userId: string; name: string; email: string; locale: string }[]>`
    select u.id::text as "userId", u.name, u.email, u.locale from user_facts u
    join membership_facts m on m.user_id = u.id and m.client_id is null and m.ended_at is null
    where m.role = 'owner' order by u.name, u.id`;
  return rows.map(({ locale, ...row }) => ({ ...row, locale: localeOf(locale) }));
}
