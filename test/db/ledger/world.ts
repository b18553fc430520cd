import { randomUUID } from "node:crypto";

import pg from "pg";

/** One connection inside one transaction, wearing the application's role. */
export type Tx = pg.ClientBase;
export type Balance = { available: number; owed: number };
export type Credit = {
  source?: string;
  minutes: number;
  priceMinor?: number;
  expiresAt?: Date | null;
  now: Date;
  key?: string;
  paymentId?: string;
  paymentIntent?: string;
  grossMinor?: number;
  /** The last day (UTC) of the work that it was invoiced for. */
  workUntil?: Date;
};
export type Entry = {
  id: string;
  minutes: number;
  revision: number;
  workedAt: Date;
  now: Date;
  actor?: string;
  nature?: "reactive" | "proactive";
  deleted?: boolean;
};
type Posted = { op_seq: number; is_new: boolean; available_minutes: number; owed_minutes: number };

export const hour = 3_600_000;
export const day = 24 * hour;
export const start = new Date("2026-03-02T09:00:00Z");
export const after = (ms: number, from = start): Date => new Date(from.getTime() + ms);

const engineer = "00000000-0000-4000-8000-000000000001";
const workType = "00000000-0000-4000-8000-000000000002";

/** Opens connections to a test's database and lays the rows that every client needs. */
export async function openWorld(
  url = process.env["MIGRATE_DATABASE_URL"] ?? "",
  connections = 17,
): Promise<World> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const world = new World(pool);
  await world.asOwner(async (tx) => {
    await tx.query(
      `insert into "user" (id, name, email) values ($1, 'Daan', 'daan@ledger.example') on conflict do nothing`,
      [engineer],
    );
    await tx.query(
      `insert into work_type (id, key, names) values ($1, 'ledger', '{}') on conflict do nothing`,
      [workType],
    );
  });
  // The queue learns a task's name once; until then each transaction that asks for it waits for the others.
  await pool.query("select graphile_worker.add_job('billing.topup-run', job_key => 'known')");
  await pool.query("select graphile_worker.remove_job('known')");
  return world;
}

export class World {
  constructor(readonly pool: pg.Pool) {}

  /** One transaction in a scope and role; commits what `run` did. */
  async transaction<T>(
    role: string,
    scope: string,
    clientId: string,
    run: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const tx = await this.pool.connect();
    try {
      await tx.query("begin");
      await tx.query(
        "select set_config('role', $1, true), set_config('app.scope', $2, true), set_config('app.client_id', $3, true)",
        [role, scope, clientId],
      );
      const value = await run(tx);
      await tx.query("commit");
      return value;
    } catch (error) {
      await tx.query("rollback");
      throw error;
    } finally {
      tx.release();
    }
  }
  asSystem<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction("tegoed_system", "", "", run);
  }
  asClient<T>(clientId: string, run: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction("tegoed_client", "", clientId, run);
  }
  asOwner<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction("tegoed_owner", "system", "", run);
  }

  newClient(): Promise<string> {
    return this.asSystem(newClient);
  }
  credit(clientId: string, credit: Credit): Promise<Posted & { lot_id: number }> {
    return this.asSystem((tx) => postCredit(tx, clientId, credit));
  }
  save(clientId: string, entry: Entry): Promise<Posted> {
    return this.asSystem((tx) => saveEntry(tx, clientId, entry));
  }
  balance(clientId: string, now: Date): Promise<Balance> {
    return this.asSystem((tx) => readBalance(tx, clientId, now));
  }
  defects(): Promise<unknown[]> {
    return this.asSystem(readDefects);
  }
  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.asSystem(async (tx) => (await tx.query<T>(text, values)).rows);
  }
  close(): Promise<void> {
    return this.pool.end();
  }
}

/** A statement that is planned once a connection: most of what short ones cost. */
export function ask<T extends pg.QueryResultRow>(
  tx: Tx,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<T>> {
  const name = names.get(text) ?? `ledger ${names.size}`;
  names.set(text, name);
  return tx.query<T>({ name, text, values });
}
const names = new Map<string, string>();

let requests = 1_000_000;

/** Makes a client with an hour account and one request to log time on; the request's id is the client's. Its number isn't taken from the series, whose row a transaction would hold: stories are told beside each other. */
export async function newClient(tx: Tx): Promise<string> {
  const id = randomUUID();
  await tx.query(
    "insert into client (id, name, legal_name, country, billing_email) values ($1, 'Bakkerij', 'Bakkerij B.V.', 'NL', 'b@ledger.example')",
    [id],
  );
  await tx.query("insert into request (client_id, id, number, title) values ($1, $1, $2, 'Printer')", [
    id,
    (requests += 1),
  ]);
  await tx.query("select hours_open_account($1)", [id]);
  return id;
}

/** Credits a lot: by payment for a purchase, by key for the rest. */
export async function postCredit(
  tx: Tx,
  clientId: string,
  credit: Credit,
): Promise<Posted & { lot_id: number }> {
  const source = credit.source ?? "purchase";
  const paid = source === "purchase" || source === "auto_topup";
  const { rows } = await ask<Posted & { lot_id: number }>(
    tx,
    `select * from hours_credit($1, $2, $3, $4, 'EUR', $5, $6, 'system', p_idem_key => $7, p_payment_id => $8, p_stripe_payment_intent => $9, p_gross_minor => $10, p_work_until => ($11::timestamptz at time zone 'UTC')::date)`,
    [
      clientId,
      source,
      credit.minutes,
      credit.priceMinor ?? (paid ? 95_000 : 0),
      credit.expiresAt === undefined ? after(365 * day, credit.now) : credit.expiresAt,
      credit.now,
      paid ? null : (credit.key ?? randomUUID()),
      paid ? (credit.paymentId ?? randomUUID()) : null,
      credit.paymentIntent ?? null,
      credit.grossMinor ?? null,
      credit.workUntil ?? null,
    ],
  );
  return one(rows);
}

/** Writes a time entry and brings the ledger to it, in the caller's transaction. */
export async function saveEntry(tx: Tx, clientId: string, entry: Entry): Promise<Posted> {
  const nature = entry.nature ?? "reactive";
  const posted = await ask<Posted>(tx, "select * from hours_set_time($1, $2, $3, $4, $5, $6, $7, $8, null)", [
    clientId,
    entry.id,
    entry.deleted ? 0 : entry.minutes,
    entry.revision,
    nature,
    entry.workedAt,
    entry.now,
    entry.actor ?? "daan",
  ]);
  const row = one(posted.rows);
  if (!row.is_new) return row;
  await ask(
    tx,
    `insert into time_entry (client_id, id, request_id, engineer_id, worked_on, worked_at, worked_minutes, work_type_id, minimum_minutes, rounding_minutes,
       multiplier_percent, free, nature, billable_minutes, revision, created_at, updated_at, deleted_at)
     values ($1, $2, $1, $3, ($4::timestamptz at time zone 'UTC')::date, $4, 60, $5, 0, 1, 100, false, $6, $7, $8, $9, $9, $10)
     on conflict (client_id, id) do update set billable_minutes = excluded.billable_minutes, revision = excluded.revision, worked_at = excluded.worked_at,
       nature = excluded.nature, deleted_at = excluded.deleted_at`,
    [
      clientId,
      entry.id,
      engineer,
      entry.workedAt,
      workType,
      nature,
      entry.minutes,
      entry.revision,
      entry.now,
      entry.deleted ? entry.now : null,
    ],
  );
  return row;
}

export async function readBalance(tx: Tx, clientId: string, now: Date): Promise<Balance> {
  const { rows } = await ask<{ available_minutes: number; owed_minutes: number }>(
    tx,
    "select available_minutes, owed_minutes from hours_balance($1, $2)",
    [clientId, now],
  );
  const row = one(rows);
  return { available: row.available_minutes, owed: row.owed_minutes };
}

export async function readDefects(tx: Tx): Promise<unknown[]> {
  // Prepared: reading the view's text takes longer than the view.
  return (await ask<Record<string, unknown>>(tx, "select * from ledger_defects", [])).rows;
}

export function one<T>(rows: T[]): T {
  const [row] = rows;
  if (!row) throw new Error("expected a row");
  return row;
}
