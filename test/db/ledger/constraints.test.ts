import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { after, day, openWorld, start, type World } from "#test/db/ledger/world.ts";

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
  clientId = await world.newClient();
  await world.credit(clientId, { minutes: 60, now: start });
  await world.save(clientId, { id: randomUUID(), minutes: 90, revision: 1, workedAt: start, now: start });
  await world.rows(
    "select hours_credit($1, 'purchase', 60, 6000, 'EUR', null, $2, 'system', p_payment_id => gen_random_uuid(), p_stripe_payment_intent => 'pi_theirs', p_stripe_invoice => 'in_theirs')",
    [await world.newClient(), start],
  );
  await world.rows("select hours_configure_topup($1, 'k', 'charge', 60, 60, 4, null, $2, 'iris')", [
    clientId,
    start,
  ]);
});
afterAll(() => world.close());

/** What a mistake in a function would meet: the owner itself, past every function. All of it is rolled back. */
const mistake = (text: string): Promise<string> =>
  codeOf(
    world.asOwner(async (tx) => {
      await tx.query(text.replaceAll("$1", `'${clientId}'`));
      throw new Error("the database took it");
    }),
  );

describe("a constraint turns a mistake into an error", () => {
  it.each([
    [
      "a balance that is both there and owed",
      "update hour_account set available_minutes = 1 where client_id = $1",
      "23514",
    ],
    [
      "a negative balance",
      "update hour_account set owed_minutes = 0, available_minutes = -30 where client_id = $1",
      "23514",
    ],
    ["negative held hours", "update hour_account set held_minutes = -1 where client_id = $1", "23514"],
    [
      "a lot that gains a minute",
      "update hour_lot set remaining_minutes = remaining_minutes + 1 where client_id = $1",
      "23514",
    ],
    [
      "a lot below zero",
      "update hour_lot set remaining_minutes = -1, used_minutes = 61 where client_id = $1",
      "23514",
    ],
    ["more handed on than expired", "update hour_lot set reissued_minutes = 1 where client_id = $1", "23514"],
    [
      "a lot without a price that was bought",
      "update hour_lot set price_minor = 0 where client_id = $1",
      "23514",
    ],
    [
      "a debt that loses a minute",
      "update hour_debt set open_minutes = open_minutes - 1 where client_id = $1",
      "23514",
    ],
    [
      "a debt for nothing",
      "insert into hour_debt (client_id, id, subject, dst, minutes, open_minutes, opened_seq) values ($1, 9, 'te:x', 'used', 0, 0, 1)",
      "23514",
    ],
    [
      "a line that moves nothing",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes) values ($1, 9, 1, 'source', 'used', 0)",
      "23514",
    ],
    [
      "a line that moves nowhere",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes) values ($1, 9, 1, 'used', 'used', 5)",
      "23514",
    ],
    [
      "a line of a lot without the lot",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes) values ($1, 9, 1, 'lot', 'used', 5)",
      "23514",
    ],
    [
      "a line of an op that isn't there",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes) values ($1, 9, 1, 'source', 'used', 5)",
      "23503",
    ],
    [
      "a line of a lot that isn't there",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes, lot_id) values ($1, 2, 9, 'lot', 'used', 5, 9)",
      "23503",
    ],
    [
      "a line of a debt that isn't there",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes, debt_id) values ($1, 2, 9, 'debt', 'used', 5, 9)",
      "23503",
    ],
    [
      "an op of no account",
      "insert into hour_op select gen_random_uuid(), seq, kind, idem_key, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 2",
      "23503",
    ],
    [
      "what a look at a payment applied, without its op",
      "insert into hour_payment (client_id, id, gross_minor, net_minor, currency) values ($1, '00000000-0000-0000-0000-000000000009', 1, 1, 'EUR'); insert into hour_payment_state (client_id, payment_id, seq, version, refunded_minor, disputed_minor, reversed_minutes, held_minutes) values ($1, '00000000-0000-0000-0000-000000000009', 9, 1, 0, 0, 0, 0)",
      "23503",
    ],
    [
      "a line of a debt without the debt",
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes) values ($1, 9, 1, 'debt', 'used', 5)",
      "23514",
    ],
    [
      "an op without a key or revision",
      "insert into hour_op select client_id, seq + 9, kind, null, request_hash, subject, null, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 2",
      "23514",
    ],
    [
      "an op without its request",
      "insert into hour_op select client_id, seq + 9, kind, 'k9', null, subject, null, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 2",
      "23514",
    ],
    [
      "the same number twice",
      "insert into hour_op select client_id, seq, kind, null, request_hash, 'te:y', revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 2",
      "23505",
    ],
    [
      "the same revision twice",
      "insert into hour_op select client_id, seq + 9, kind, idem_key, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 2",
      "23505",
    ],
    [
      "the same key twice",
      "insert into hour_op select client_id, seq + 9, kind, idem_key, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, reason, net_after, hash from hour_op where client_id = $1 and seq = 1",
      "23505",
    ],
    [
      "a second lot for a payment",
      "insert into hour_lot (client_id, id, payment_id, source, minutes, price_minor, currency, remaining_minutes, effective_at, opened_seq) select client_id, 9, payment_id, source, 1, 1, currency, 1, effective_at, 1 from hour_lot where client_id = $1",
      "23505",
    ],
    [
      "a payment intent of somebody else's payment",
      "insert into hour_payment (client_id, id, stripe_payment_intent, gross_minor, net_minor, currency) values ($1, gen_random_uuid(), 'pi_theirs', 1, 1, 'EUR')",
      "23505",
    ],
    [
      "an invoice of somebody else's payment",
      "insert into hour_payment (client_id, id, stripe_invoice, gross_minor, net_minor, currency) values ($1, gen_random_uuid(), 'in_theirs', 1, 1, 'EUR')",
      "23505",
    ],
    [
      "a second line of one number",
      "insert into hour_transfer select client_id, seq, line, 'source', 'used', 5, 0, null, null, null from hour_transfer where client_id = $1 limit 1",
      "23505",
    ],
    ["a refund below nothing", "update hour_payment set refunded_minor = -1 where client_id = $1", "23514"],
    [
      "a refund above the payment",
      "update hour_payment set refunded_minor = gross_minor + 1 where client_id = $1",
      "23514",
    ],
    [
      "a dispute of what is refunded",
      "update hour_payment set refunded_minor = gross_minor, disputed_minor = 1 where client_id = $1",
      "23514",
    ],
    [
      "a second open top-up",
      "insert into topup_attempt (client_id, id, minutes, status, next_look_at, created_at) select client_id, gen_random_uuid(), 60, 'unknown', created_at, created_at from topup_attempt where client_id = $1",
      "23505",
    ],
    [
      "a top-up of no block",
      "update hour_setting set topup_block_minutes = null where client_id = $1",
      "23514",
    ],
  ])("%s", async (_, text, code) => {
    expect(await mistake(text)).toBe(code);
  });
});

it("knows the balance before any moment, by halves", async () => {
  const other = await world.newClient();
  for (const at of [0, 1, 1, 3, 7])
    await world.save(other, {
      id: randomUUID(),
      minutes: 10,
      revision: 1,
      workedAt: start,
      now: after(at * day),
    });
  const found = [];
  for (const at of [-1, 0, 0.5, 1, 1.5, 3, 3.5, 7, 8]) {
    found.push(
      ...(await world.rows<{ seq: number }>("select hours_seq_at($1, $2) as seq", [other, after(at * day)])),
    );
  }
  expect(found.map((row) => row.seq)).toEqual([0, 0, 1, 1, 3, 3, 4, 4, 5]);
});
