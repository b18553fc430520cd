import type pg from "pg";

import { sqlNow } from "#test/setup/clock.ts";

/** Names of clients in sizes that pages seldom meet, each with what is unusual about it. */
export const awkwardClients = {
  many: "Groothandel Uren",
  blocks: "Twaalf Blokken BV",
  long: "Vereinigte-Binnenschifffahrtsbedarfsgesellschaft-Oberrhein-e",
  nothing: "Nog Niets VOF",
  busy: "Druk Bureau",
} as const;

const bought: Record<string, { blocks: number; minutes: number }> = {
  many: { blocks: 1, minutes: 60_000 },
  blocks: { blocks: 12, minutes: 300 },
  long: { blocks: 1, minutes: 600 },
};

/**
 * Makes a client with 1,000 hours, one with twelve blocks, one with a name of sixty letters, one without anything, and one with 500 entries and
 * 60 requests, in the demo's database; the person of an e-mail address is made a manager of all of them, with the password of the demo.
 */
export async function buildAwkwardClients(db: pg.Client, email: string): Promise<void> {
  await db.query("select set_config('app.scope', 'system', false)");
  const person = await idOf(
    db,
    `insert into "user" (name, email, email_verified, locale) values ('Alex de Wit', $1, true, 'de') returning id`,
    [email],
  );
  await db.query(
    `insert into account (account_id, provider_id, user_id, password)
      select $1::text, 'credential', $1::uuid, password from account where password is not null limit 1`,
    [person],
  );
  for (const [kind, name] of Object.entries(awkwardClients)) {
    const client = await idOf(
      db,
      "insert into client (name, legal_name, country, billing_email) values ($1, $1, 'NL', 'boekhouding@klant.example') returning id",
      [name],
    );
    await db.query("select hours_open_account($1::uuid)", [client]);
    await db.query("insert into membership (user_id, client_id, role) values ($1, $2, 'manager')", [
      person,
      client,
    ]);
    const { blocks, minutes } = bought[kind] ?? { blocks: 0, minutes: 0 };
    for (let block = 0; block < blocks; block++)
      await db.query(
        `select hours_credit($1::uuid, 'grant', $2::int, 0, 'EUR', ${sqlNow()} + interval '1 year', ${sqlNow()}, 'system', p_idem_key => $3)`,
        [client, minutes, `awkward ${block}`],
      );
    if (kind === "busy") await makeBusy(db, client, person);
  }
}

/** Sixty requests, and five hundred entries of free work about them: they are listed, and take nothing off. */
async function makeBusy(db: pg.Client, client: string, person: string): Promise<void> {
  await db.query(
    `insert into request (client_id, number, title, state, requester_id, created_at, closed_at)
      select $1, next_number('request'), 'Anfrage ' || n || ' zum Drucker im Lager, der wieder einmal nicht druckt', 'done', $2, ${sqlNow()}, ${sqlNow()}
      from generate_series(1, 60) n`,
    [client, person],
  );
  await db.query(
    `insert into time_entry (client_id, request_id, engineer_id, worked_on, worked_at, worked_minutes, work_type_id, minimum_minutes, rounding_minutes,
        multiplier_percent, free, nature, billable_minutes, created_at, updated_at)
      select $1, (array(select id from request where client_id = $1))[1 + n % 60], (select user_id from membership where role = 'engineer' limit 1),
        (${sqlNow()})::date - n % 300, ${sqlNow()} - n % 300 * interval '1 day', 5 + n % 90, (select id from work_type limit 1), 0, 1,
        100, true, case when n % 3 = 0 then 'proactive' else 'reactive' end, 0, ${sqlNow()}, ${sqlNow()}
      from generate_series(1, 500) n`,
    [client],
  );
}

async function idOf(db: pg.Client, text: string, values: unknown[]): Promise<string> {
  const [row] = (await db.query<{ id: string }>(text, values)).rows;
  if (!row) throw new Error(`Nothing came of ${text}`);
  return row.id;
}
