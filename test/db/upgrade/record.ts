import { createHash } from "node:crypto";

import type pg from "pg";

/** What an upgrade may not change, as one value for each name. */
export type Recorded = Record<string, unknown>;

/** Rows that are written once, or that the ledger proves: their columns as they were in the version of the fixture. */
const digested = {
  hour_op:
    "client_id, seq, kind, idem_key, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash",
  hour_transfer: "client_id, seq, line, src, dst, minutes, value_minor, lot_id, debt_id, subject",
  hour_lot:
    "client_id, id, payment_id, source, parent_lot_id, minutes, price_minor, currency, remaining_minutes, used_minutes, reversed_minutes, expired_minutes, held_minutes, reissued_minutes, priority, effective_at, expires_at, opened_seq",
  hour_debt:
    "client_id, id, subject, dst, minutes, open_minutes, settled_minutes, canceled_minutes, opened_seq",
  hour_payment:
    "client_id, id, stripe_payment_intent, stripe_invoice, gross_minor, net_minor, currency, refunded_minor, disputed_minor, applied_version",
  hour_payment_state:
    "client_id, payment_id, seq, version, refunded_minor, disputed_minor, reversed_minutes, held_minutes",
  hour_move: "client_id, seq, other_client_id, other_seq",
  hour_statement:
    "client_id, id, reference, kind, from_on, until_on, opening_seq, seq, hash, closing_minutes, issued_at, issued_by",
  time_entry:
    "client_id, id, request_id, worked_on, worked_at, worked_minutes, billable_minutes, revision, deleted_at",
  block_order:
    "client_id, id, number, state, net_minor, vat_minor, gross_minor, paid_minor, minutes, origin, invoice_number",
  audit_event:
    "chain, seq, client_id, at, actor_id, actor, action, target, result, ip, request_id, detail, hash",
} as const;

/** The instant of the balances: after all that the fixture holds. */
const at = "2026-11-29T13:00:00Z";

/** Reads balances, heads of the hash chains, amounts by month and digests of the rows; as the tables' owner in the system's scope. */
export async function recordTables(client: pg.Client): Promise<Recorded> {
  const rows = async (text: string, values: unknown[] = []): Promise<unknown> =>
    JSON.parse(JSON.stringify((await client.query(text, values)).rows));
  const digests: Recorded = {};
  for (const [table, columns] of Object.entries(digested)) {
    const all = await client.query({
      text: `select row(${columns})::text from ${table} order by row(${columns})::text collate "C"`,
      rowMode: "array",
    });
    const text = all.rows.flat().join("\n");
    digests[`${table}, ${all.rows.length} rows`] = createHash("sha256").update(text).digest("hex");
  }
  return {
    balances: await rows(
      `select c.id, b.available_minutes, b.owed_minutes, b.held_minutes, b.expires_at, b.expiring_minutes, b.seq
       from client c cross join lateral hours_balance(c.id, $1) b order by c.id`,
      [at],
    ),
    accounts: await rows(
      `select client_id, seq, available_minutes, owed_minutes, held_minutes, encode(last_hash, 'hex') as hash, last_at
       from hour_account order by client_id`,
    ),
    audit: await rows(
      "select chain, seq::integer, encode(last_hash, 'hex') as hash from audit_chain order by chain",
    ),
    months: await rows(
      `select c.id, to_char(m.month, 'YYYY-MM') as month, m.currency, m.sold_minor, m.imported_minor, m.earned_minor,
         m.expired_minor, m.refunded_minor, m.moved_minor, m.deferred_minor
       from client c cross join lateral hours_value_by_month(c.id, c.zone, '2025-11-01', '2026-12-01') m
       order by c.id, m.month, m.currency`,
    ),
    digests,
  };
}
