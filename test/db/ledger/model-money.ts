import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { expect } from "vitest";

import { attempt, command, look, picked, type Model, type Real } from "#test/db/ledger/model.ts";
import type { Payment, Worth } from "#test/db/ledger/oracle.ts";
import { isOpen } from "#test/db/ledger/topup-oracle.ts";
import { ask, day, hour, one, postCredit } from "#test/db/ledger/world.ts";

type Synced = { applied: boolean; reversed_minutes: number; held_minutes: number };

async function sync(
  model: Model,
  real: Real,
  payment: Payment,
  version: number,
  refunded: number,
  disputed: number,
): Promise<void> {
  const values = [real.clientId, payment.id, version, refunded, disputed, new Date(model.now)];
  const act = async (): Promise<Synced> =>
    one(
      (
        await ask<Synced>(
          real.tx,
          "select * from hours_sync_payment($1, $2, $3, $4, $5, $6, 'stripe')",
          values,
        )
      ).rows,
    );
  const applied = model.oracle.sync(payment, version, refunded, disputed, model.now);
  if (applied) look(model);
  const reversed = payment.pieces.reduce((sum, piece) => sum + piece.minutes, 0);
  expect(await act()).toMatchObject({
    applied,
    reversed_minutes: reversed,
    held_minutes: model.oracle.heldFor(payment),
  });
  real.replays.push(async () => (await act()).applied);
}

const anyPayment = (model: Model): boolean => model.oracle.payments.length > 0;
/** A refund, in part, whole, grown or failed; a dispute opened, won or lost: all are new totals of one payment. */
const refund = fc
  .record({
    pick: fc.nat(),
    refunded: fc.constantFrom(0, 0, 10, 50, 99, 100),
    disputed: fc.constantFrom(0, 0, 30, 50, 100),
  })
  .map(({ pick, refunded, disputed }) =>
    command(
      `sync(#${pick}, ${refunded} % refunded, ${disputed} % disputed)`,
      async (model, real) => {
        const payment = picked(model.oracle.payments, pick);
        const { rows } = await ask<{ v: string }>(real.tx, "select hours_number_payment_read($1, $2) as v", [
          real.clientId,
          payment.id,
        ]);
        payment.wanted += 1;
        expect(Number(rows[0]?.v)).toBe(payment.wanted);
        await sync(
          model,
          real,
          payment,
          payment.wanted,
          Math.floor((payment.grossMinor * refunded) / 100),
          Math.floor((payment.grossMinor * disputed) / 100),
        );
      },
      anyPayment,
    ),
  );
const settleDispute = fc.record({ pick: fc.nat(), won: fc.boolean() }).map(({ pick, won }) =>
  command(
    `dispute(#${pick}, ${won ? "won" : "lost"})`,
    async (model, real) => {
      const payment = picked(model.oracle.payments, pick);
      await sync(
        model,
        real,
        payment,
        payment.wanted + 1,
        payment.refunded + (won ? 0 : payment.disputed),
        0,
      );
    },
    anyPayment,
  ),
);
/** An older truth that arrives late, or a newer one that overtakes. */
const outOfOrder = fc
  .record({
    pick: fc.nat(),
    ahead: fc.integer({ min: -3, max: 3 }),
    refunded: fc.integer({ min: 0, max: 120_000 }),
  })
  .map(({ pick, ahead, refunded }) =>
    command(
      `sync(#${pick}, version ${ahead}, ${refunded})`,
      async (model, real) => {
        const payment = picked(model.oracle.payments, pick);
        await sync(model, real, payment, payment.applied + ahead, refunded, 0);
      },
      anyPayment,
    ),
  );

const adjust = fc.integer({ min: 1, max: 300 }).map((minutes) =>
  command(`adjust(${minutes} min)`, async (model, real) => {
    const key = randomUUID();
    const act = async (): Promise<boolean> =>
      one(
        (
          await ask<{ is_new: boolean }>(
            real.tx,
            "select is_new from hours_adjust($1, $2, $3, 'a mistake', $4, 'iris')",
            [real.clientId, key, minutes, new Date(model.now)],
          )
        ).rows,
      ).is_new;
    expect(await act()).toBe(true);
    real.replays.push(act);
    model.oracle.adjust(key, minutes, model.now);
    look(model);
  }),
);
const extend = fc.record({ pick: fc.nat(), days: fc.integer({ min: -5, max: 60 }) }).map(({ pick, days }) =>
  command(
    `extend(#${pick}, ${days} d)`,
    async (model, real) => {
      const lotId = 1 + (pick % model.oracle.lots.length);
      const until = model.now + days * day;
      const values = [real.clientId, randomUUID(), lotId, new Date(until), new Date(model.now)];
      const act = async (): Promise<boolean> =>
        one(
          (
            await ask<{ is_new: boolean }>(
              real.tx,
              "select is_new from hours_extend_lot($1, $2, $3, $4, 'a favour', $5, 'iris')",
              values,
            )
          ).rows,
        ).is_new;
      const taken = model.oracle.extend(lotId, until, model.now);
      expect(await attempt(real, act)).toBe(taken ? "ok" : "TG006");
      if (!taken) return;
      real.replays.push(act);
      look(model);
    },
    (model) => model.oracle.lots.length > 0,
  ),
);

const agree = fc
  .record({
    mode: fc.constantFrom("off", "warn", "invoice", "charge", "charge"),
    threshold: fc.constantFrom(0, 60, 120, 300),
    block: fc.constantFrom(60, 600),
    max: fc.constantFrom(0, 1, 3, 100),
  })
  .map(({ mode, threshold, block, max }) =>
    command(`agree(${mode} at ${threshold}, blocks of ${block}, ${max} in 30 d)`, async (model, real) => {
      const values = [real.clientId, randomUUID(), mode, threshold, block, max, new Date(model.now)];
      const act = async (): Promise<boolean> =>
        one(
          (
            await ask<{ done: boolean }>(
              real.tx,
              "select hours_configure_topup($1, $2, $3, $4, $5, $6, null, $7, 'iris') as done",
              values,
            )
          ).rows,
        ).done;
      expect(await act()).toBe(true);
      real.replays.push(act);
      model.oracle.expire(model.now);
      model.topup.configure(mode, threshold, block, max);
      look(model);
    }),
  );
const evaluate = fc.constant(
  command("evaluate()", async (model, real) => {
    await ask(real.tx, "select topup_evaluate($1, $2)", [real.clientId, new Date(model.now)]);
    model.oracle.expire(model.now);
    look(model);
  }),
);
/** A worker claims the open attempt and tells what came of it; a success credits its hours first, as the webhook does. */
const work = fc
  .record({
    result: fc.constantFrom(
      "succeeded",
      "succeeded",
      "failed",
      "later",
      "declined",
      "requires_action",
      "invoice_open",
      "unknown",
      "crash",
    ),
    priceMinor: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(({ result, priceMinor }) =>
    command(
      `work(${result})`,
      async (model, real) => {
        const { oracle, topup, now } = model;
        if ((topup.open()?.nextLookAt ?? Number.POSITIVE_INFINITY) <= now) oracle.expire(now);
        const claimed = topup.claim(oracle.cachedNet(), now, 60_000);
        const {
          rows: [row],
        } = await ask<{ id: string; version: number; try_no: number; minutes: number; status: string }>(
          real.tx,
          "select * from topup_claim($1, $2, 60)",
          [real.clientId, new Date(now)],
        );
        expect(row && { minutes: row.minutes, status: row.status }).toEqual(
          claimed && { minutes: claimed.minutes, status: claimed.status },
        );
        if (!row || !claimed || result === "crash") return;
        if (result === "succeeded") {
          await postCredit(real.tx, real.clientId, {
            source: "auto_topup",
            minutes: row.minutes,
            priceMinor,
            now: new Date(now),
            expiresAt: new Date(now + 30 * day),
            paymentId: row.id,
          });
          oracle.credit(row.minutes, priceMinor, 50, now + 30 * day, now, {
            payment: { id: row.id, grossMinor: priceMinor },
          });
        }
        const back = result === "later" || result === "declined";
        const values = [
          real.clientId,
          row.id,
          row.version,
          back ? "queued" : result,
          new Date(now),
          back ? new Date(now + hour) : null,
          result === "declined" ? row.try_no + 1 : null,
        ];
        const act = async (): Promise<boolean> =>
          one(
            (
              await ask<{ moved: boolean }>(
                real.tx,
                "select topup_set_state($1, $2, $3, $4, $5, $6, null, null, $7, null, null) is not null as moved",
                values,
              )
            ).rows,
          ).moved;
        expect(await act()).toBe(true);
        real.replays.push(act);
        if (back) claimed.nextLookAt = now + hour;
        topup.move(claimed, back ? "queued" : result, result === "declined", oracle.cachedNet(), now);
      },
      (model) => model.topup.attempts.some(isOpen),
    ),
  );
const suspend = fc.boolean().map((on) =>
  command(on ? "suspend()" : "resume()", async (model, real) => {
    await ask(real.tx, on ? "select topup_suspend($1, 'fp', $2)" : "select topup_resume($1, $2)", [
      real.clientId,
      new Date(model.now),
    ]);
    if (on) return model.topup.suspend();
    model.oracle.expire(model.now);
    model.topup.resume(model.oracle.cachedNet(), model.now);
  }),
);

/** All the money that hours cost is earned, expired, refunded or still owed, month by month and in all. */
const worth = fc.constant(
  command("worth()", async (model, real) => {
    for (const [clientId, oracle] of [
      [real.clientId, model.oracle],
      [real.partnerId, model.partner],
    ] as const) {
      const { rows } = await ask<Worth>(
        real.tx,
        `select sold_minor as sold, imported_minor as imported, earned_minor as earned, expired_minor as expired, refunded_minor as refunded, moved_minor as moved, deferred_minor as deferred
      from hours_value_by_month($1, 'Europe/Amsterdam', '2026-02-01', $2) order by month`,
        [clientId, new Date(model.now + 40 * day)],
      );
      const total: Worth = {
        sold: 0,
        imported: 0,
        earned: 0,
        expired: 0,
        refunded: 0,
        moved: 0,
        deferred: 0,
      };
      for (const row of rows) {
        expect(row.deferred).toBe(
          total.deferred + row.sold + row.imported + row.moved - row.earned - row.expired - row.refunded,
        );
        expect(row.deferred).toBeGreaterThanOrEqual(0);
        for (const what of ["sold", "imported", "earned", "expired", "refunded", "moved"] as const)
          total[what] += row[what];
        total.deferred = row.deferred;
      }
      expect(total).toEqual(oracle.worth());
    }
  }),
);

/** Payments that come back, hours taken and extended by staff, top-ups, and what became of the money. */
export const moneyCommands = [
  refund,
  refund,
  settleDispute,
  outOfOrder,
  adjust,
  extend,
  agree,
  evaluate,
  work,
  work,
  suspend,
  worth,
];
