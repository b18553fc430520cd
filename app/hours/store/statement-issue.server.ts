import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A statement that was issued; hashes in hex, instants as Date. */
export type IssuedRow = {
  clientId: string;
  id: string;
  reference: string;
  kind: "period" | "as_of";
  from_on: Day;
  until_on: Day;
  opening_seq: number;
  seq: number;
  hash: string;
  closing_minutes: number;
  issued_at: Date;
};
export type NewIssue = Omit<IssuedRow, "id"> & { issuedBy: string };

/** Keeps a statement; null where the same one is there already, after waiting for whoever is writing it. */
export async function insertIssue(tx: Tx, issue: NewIssue): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into hour_statement (client_id, reference, kind, from_on, until_on, opening_seq, seq, hash, closing_minutes, issued_at, issued_by)
    values (${issue.clientId}::uuid, ${issue.reference}, ${issue.kind}, ${issue.from_on}::date, ${issue.until_on}::date, ${issue.opening_seq}, ${issue.seq},
      decode(${issue.hash}, 'hex'), ${issue.closing_minutes}, ${issue.issued_at}, ${issue.issuedBy})
    on conflict (client_id, kind, from_on, until_on, seq) do nothing returning id::text`;
  return row?.id ?? null;
}

/** Finds the statement of a period at a last act. */
export async function findIssueOf(
  tx: Tx,
  issue: Pick<NewIssue, "clientId" | "kind" | "from_on" | "until_on" | "seq">,
): Promise<IssuedRow | null> {
  const [row] = await tx.$queryRaw<IssuedRow[]>`
    select s.client_id::text as "clientId", s.id::text, s.reference, s.kind, s.from_on::text, s.until_on::text, s.opening_seq, s.seq, encode(s.hash, 'hex') as hash, s.closing_minutes, s.issued_at
    from hour_statement s
    where s.client_id = ${issue.clientId}::uuid and s.kind = ${issue.kind} and s.from_on = ${issue.from_on}::date and s.until_on = ${issue.until_on}::date and s.seq = ${issue.seq}::int`;
  return row ?? null;
}

/** Finds a statement by its id; null for none in sight. */
export async function findIssue(tx: Tx, clientId: string, statementId: string): Promise<IssuedRow | null> {
  const [row] = await tx.$queryRaw<IssuedRow[]>`
    select s.client_id::text as "clientId", s.id::text, s.reference, s.kind, s.from_on::text, s.until_on::text, s.opening_seq, s.seq, encode(s.hash, 'hex') as hash, s.closing_minutes, s.issued_at
    from hour_statement s where s.client_id = ${clientId}::uuid and s.id = ${statementId}::uuid`;
  return row ?? null;
}

/** An issued statement beside what the ledger says of its last act now; hashes in hex. */
export type CheckRow = {
  until_on: Day;
  from_on: Day;
  kind: "period" | "as_of";
  seq: number;
  hash: string;
  closing_minutes: number;
  ledger_hash: string | null;
  ledger_closing: number | null;
};

/** Finds a statement by what is printed on it, whoever's it is. */
export async function findByReference(tx: Tx, reference: string): Promise<CheckRow | null> {
  const [row] = await tx.$queryRaw<CheckRow[]>`
    select s.until_on::text, s.from_on::text, s.kind, s.seq, encode(s.hash, 'hex') as hash, s.closing_minutes, encode(o.hash, 'hex') as ledger_hash, o.net_after as ledger_closing
    from hour_statement s left join hour_op o on o.client_id = s.client_id and o.seq = s.seq
    where s.reference = ${reference}`;
  return row ?? null;
}

/** Whether a client gets each month's statement by letter: as chosen, or else when its hours are prepaid. */
export async function findMonthlyChoice(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ monthly: boolean }[]>`
    select coalesce(p.monthly, c.kind = 'prepaid') as monthly from client_facts c left join statement_preference p on p.client_id = c.id where c.id = ${clientId}::uuid`;
  return row?.monthly ?? false;
}

/** Writes the choice; false where it was so already. */
export async function writeMonthlyChoice(
  tx: Tx,
  clientId: string,
  monthly: boolean,
  at: Date,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into statement_preference as p (client_id, monthly, updated_at) values (${clientId}::uuid, ${monthly}, ${at})
    on conflict (client_id) do update set monthly = excluded.monthly, updated_at = excluded.updated_at where p.monthly <> excluded.monthly`;
  return written === 1;
}

export type MonthlyDue = { id: string; zone: string; name: string; monthOn: Day };

/**
 * The months that ended and whose letter a client wants and has not got, oldest first, where there is anything to tell: a balance, or something recorded
 * in that month. The month before this one, however late the worker comes back; older ones, up to a year, where the client had got letters until then.
 * Whoever asked for letters more than three days into a month gets those of the months to come.
 */
export async function listMonthlyDue(tx: Tx, at: Date): Promise<MonthlyDue[]> {
  return tx.$queryRaw<MonthlyDue[]>`
    with local as (
      select c.id, c.zone, c.name, p.updated_at, date_trunc('month', day_in(c.zone, ${at}::timestamptz)::timestamp) - make_interval(months => n.n) as began, n.n
      from client_facts c left join statement_preference p on p.client_id = c.id cross join generate_series(1, 12) n (n)
      where c.ended_at is null and coalesce(p.monthly, c.kind = 'prepaid')
        and (n.n = 1 or exists (select from statement_letter g where g.client_id = c.id and g.month_on < date_trunc('month', day_in(c.zone, ${at}::timestamptz)::timestamp) - make_interval(months => n.n)))
    )
    select l.id::text, l.zone, l.name, l.began::date::text as "monthOn" from local l
    cross join lateral (select hours_seq_at(l.id, start_of_day(l.zone, l.began::date)) as opening, hours_seq_at(l.id, start_of_day(l.zone, (l.began + interval '1 month')::date)) as closing) s
    where (l.updated_at is null or l.updated_at < start_of_day(l.zone, (l.began + interval '1 month 3 days')::date))
      and not exists (select from statement_letter g where g.client_id = l.id and g.month_on = l.began::date)
      and (s.closing > s.opening or exists (select from hour_op o where o.client_id = l.id and o.seq = s.closing and o.net_after <> 0))
    order by l.began, l.id`;
}

/** Marks a month's letter as queued; false where it was already, after waiting for whoever is at it. */
export async function insertMonthlyLetter(
  tx: Tx,
  clientId: string,
  monthOn: Day,
  statementId: string,
  at: Date,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into statement_letter (client_id, month_on, statement_id, queued_at) values (${clientId}::uuid, ${monthOn}::date, ${statementId}::uuid, ${at}) on conflict (client_id, month_on) do nothing`;
  return written === 1;
}
