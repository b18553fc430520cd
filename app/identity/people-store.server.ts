import { sql, type Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

import type { Visitor } from "./audit.server.ts";

/** Somebody with an account, found by mail address: also those whose access ended. */
export type Person = {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
  /** The one client that the person has access at; null for none, for several, and for the MSP's people. */
  clientId: string | null;
  isStaff: boolean;
  hasAccess: boolean;
  hasSecondFactor: boolean;
  theme: string;
};

type Row = {
  id: string;
  name: string;
  email: string;
  locale: string;
  two_factor_enabled: boolean;
  client_id: string | null;
  is_staff: boolean;
  has_access: boolean;
  theme: string;
};

/** A person's name; empty for none. */
export async function findPersonName(tx: Tx, userId: string): Promise<string> {
  return (await tx.user.findUnique({ where: { id: userId }, select: { name: true } }))?.name ?? "";
}

/** A person's name, address and language; throws for none. */
export async function requirePerson(
  tx: Tx,
  userId: string,
): Promise<{ name: string; email: string; locale: Locale }> {
  const row = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true, locale: true },
  });
  return { ...row, locale: localeOf(row.locale) };
}

/** Finds the person behind a mail address, across all clients: for pages that need no sign-in. */
export function findPerson(tx: Tx, email: string): Promise<Person | null> {
  return readPerson(tx, sql`u.email = ${email.trim().toLowerCase()}`);
}

/** Finds the person of an account, across all clients. */
export function findPersonById(tx: Tx, userId: string): Promise<Person | null> {
  return readPerson(tx, sql`u.id = ${userId}::uuid`);
}

async function readPerson(tx: Tx, which: ReturnType<typeof sql>): Promise<Person | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select u.id::text, u.name, u.email, u.locale, u.theme, u.two_factor_enabled, coalesce(m.is_staff, false) as is_staff,
      m.client_id, coalesce(m.has_access, false) as has_access
    from "user" u
    left join lateral (
      select bool_or(m.client_id is null) as is_staff, bool_or(c.ended_at is null) as has_access,
        case when count(*) filter (where c.ended_at is null) <= 1
          then coalesce(min(m.client_id::text) filter (where c.ended_at is null), min(m.client_id::text)) end as client_id
      from membership m left join client_facts c on c.id = m.client_id
      where m.user_id = u.id and m.ended_at is null) m on true
    where ${which}`;
  if (!row) return null;
  return {
    userId: row.id,
    name: row.name,
    email: row.email,
    locale: localeOf(row.locale),
    clientId: row.client_id,
    isStaff: row.is_staff,
    hasAccess: row.has_access,
    hasSecondFactor: row.two_factor_enabled,
    theme: row.theme,
  };
}

/** Who is signing in, as the audit log names them: the account's person, or nobody known. */
export function visitorOf(person: Person | null): Visitor {
  return { kind: "visitor", userId: person?.userId ?? null, name: person?.name ?? "unknown" };
}
