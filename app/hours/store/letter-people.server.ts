import { sql, type Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

/** Somebody to write to, in their language. */
export type Reader = { userId: string | null; name: string; email: string; locale: Locale };

type Row = { user_id: string | null; name: string; email: string; locale: string };

const toReader = (row: Row): Reader => ({
  userId: row.user_id,
  name: row.name,
  email: row.email,
  locale: localeOf(row.locale),
});

/** Those of these people who still have access, at this client or at the MSP. */
export async function findReaders(tx: Tx, clientId: string, userIds: readonly string[]): Promise<Reader[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select u.id::text as user_id, u.name, u.email, u.locale from user_facts u
    where u.id = any(${[...userIds]}::uuid[]) and exists (
      select from membership_facts m where m.user_id = u.id and m.ended_at is null and (m.client_id = ${clientId}::uuid or m.client_id is null))
    order by u.email`;
  return rows.map(toReader);
}

/** All people with these roles, at a client or (null) at the MSP. */
export async function findReadersOf(
  tx: Tx,
  clientId: string | null,
  roles: readonly string[],
): Promise<Reader[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select u.id::text as user_id, u.name, u.email, u.locale from user_facts u join membership_facts m on m.user_id = u.id
    where m.ended_at is null and m.role = any(${[...roles]}::text[]) and ${clientId === null ? sql`m.client_id is null` : sql`m.client_id = ${clientId}::uuid`} order by u.email`;
  return rows.map(toReader);
}

/** The MSP: its name, and its own mailbox as a reader. */
export async function findMspReader(tx: Tx): Promise<{ mspName: string; mailbox: Reader }> {
  const [row] = await tx.$queryRaw<Row[]>`select null as user_id, name, email, locale from msp_facts`;
  if (!row) throw new Error("There is no MSP yet");
  return { mspName: row.name, mailbox: toReader(row) };
}

/** What a letter says of an entry: the request it is on, the client, its day and minutes. */
export type EntryFacts = { title: string; clientName: string; workedOn: string; minutes: number };

/** Finds them. */
export async function findEntryFacts(tx: Tx, clientId: string, entryId: string): Promise<EntryFacts> {
  const [row] = await tx.$queryRaw<EntryFacts[]>`
    select r.title, c.name as "clientName", e.worked_on::text as "workedOn", e.billable_minutes as minutes
    from time_entry e join client_facts c on c.id = e.client_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where e.client_id = ${clientId}::uuid and e.id = ${entryId}::uuid`;
  if (!row) throw new Error(`No entry ${entryId} to write about`);
  return row;
}

/** The MSP's owners, each with the names that a letter about a client gives. */
export async function listOwners(
  tx: Tx,
  clientId: string | null,
): Promise<
  {
    userId: string;
    name: string;
    email: string;
    locale: string;
    mspName: string;
    clientName: string | null;
  }[]
> {
  return tx.$queryRaw<
    {
      userId: string;
      name: string;
      email: string;
      locale: string;
      mspName: string;
      clientName: string | null;
    }[]
  >`
      select u.id::text as "userId", u.name, u.email, u.locale, p.name as "mspName", (select c.name from client_facts c where c.id = ${clientId}::uuid) as "clientName"
      from membership_facts m join user_facts u on u.id = m.user_id cross join msp_facts p
      where m.client_id is null and m.ended_at is null and m.role = 'owner' order by u.name, u.id`;
}
