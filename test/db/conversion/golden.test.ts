import "./offline-stripe.ts";

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { askMonthInvoice, closeMonth } from "#app/billing/monthly/ask-invoice.server.ts";
import { invoiceOverage } from "#app/billing/overage/make-overage.server.ts";
import { moveTo } from "#app/billing/rules/topup-move.ts";
import { findOpenAttempt } from "#app/billing/topup/attempt-store.server.ts";
import { setTopupAndAlert } from "#app/billing/topup/choose-topup.server.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { addToMonth, firstDayOf } from "#app/contracts/rules/month.ts";
import { makeProposal } from "#app/conversion/make-proposal.server.ts";
import { cancelConversion } from "#app/conversion/sign-proposal.server.ts";
import { hoursLeftWays, listConvertible } from "#app/hours/ledger-conversion.server.ts";
import { moveTopup } from "#app/hours/ledger-topups.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { startOfDay } from "#app/platform/zone.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildSeats, buildSeatType } from "#test/builders/seats.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";

import {
  activateAt,
  bought,
  buildConversionWorld,
  buildPrepaid,
  type ConversionWorld,
  defectsOf,
  proposalOf,
  proposed,
  type Side,
  signedProposal,
  started,
  versionOf,
} from "./proposal-world.ts";

const number = z.int().nullable();
const minor = z.int();
const value = z.object({
  ...{ sold: minor, earned: minor, refunded: minor, converted: minor, deferred: minor },
  expired: minor.default(0),
});
const row = z.tuple([z.string(), minor, minor]);
const acts = ["top-up", "dispute", "joiners", "cancel"] as const;
const golden = z.object({
  name: z.string(),
  why: z.string(),
  used: z.int(),
  taken: z.int().default(0),
  hoursLeft: z.enum(hoursLeftWays),
  startsOn: z.string().default("2026-11-16"),
  bought: z.string().optional(),
  blocks: z.array(z.tuple([z.int(), z.int()])).default([[600, 9500]]),
  act: z.enum(acts).optional(),
  proposal: z.record(z.string(), z.union([z.string(), number])),
  balance: z.record(z.enum(["available", "owed", "held"]), z.int()),
  value,
  ledger: z.array(row),
  overage: z
    .record(
      z.enum(["coversMonth", "minutes", "netMinor", "vatMinor", "grossMinor"]),
      z.union([minor, z.string()]),
    )
    .optional(),
  refunds: z.array(minor),
  arrived: z.object({ ledger: z.array(row), available: minor, value }).optional(),
  months: z.record(z.string(), z.array(z.tuple([z.string(), minor]))),
  invoices: z.record(z.string(), z.tuple([minor, minor, minor]).nullable()),
});
const refused = z.object({ name: z.string(), currency: z.string(), refused: z.string() });
const file = z.object({ cases: z.array(z.union([golden, refused])) });
const { cases } = file.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/conversions.json", import.meta.url), "utf8")),
);
type Golden = z.output<typeof golden>;

const zone = "Europe/Amsterdam";
let world: ConversionWorld;
beforeAll(async () => {
  world = await buildConversionWorld();
});

const dayMs = 86_400_000;

/** The client's blocks were paid at Stripe, so that they can be paid back there. */
async function payByStripe(clientId: string): Promise<void> {
  await asSystem(
    (tx) =>
      tx.$executeRaw`update block_order set stripe_payment_intent = 'pi_' || id where client_id = ${clientId}::uuid`,
  );
}

/** Signs the case's proposal and brings it as far as it goes. */
async function run(one: Golden): Promise<{ side: Side; id: string; before: number }> {
  const at = one.bought ? new Date(one.bought) : bought;
  const signedAt = new Date(at.getTime() + 36 * dayMs);
  const start = startOfDay(zone, day(one.startsOn));
  const side = await buildPrepaid(world, one.used, zone, at, one.blocks);
  const { clientId } = side;
  await payByStripe(clientId);
  await asSystem((tx) =>
    tx.client.update({
      where: { id: clientId },
      data: { addressLine: "Dorpsstraat 1", postalCode: "1011 AB", city: "Amsterdam" },
    }),
  );
  if (one.taken > 0)
    await asSystem(
      (tx) =>
        tx.$queryRaw`select 1 as done from hours_adjust(${clientId}::uuid, ${randomUUID()}, ${one.taken}::int, 'by the minute', ${at}, 'system')`,
    );
  const seatType = one.act === "joiners" ? await buildSeatType("Werkplek") : null;
  const people = Array.from({ length: 20 }, (_, at) => ({ name: `Collega ${at}`, from: "2026-01-01" }));
  if (seatType) await buildSeats(clientId, seatType, people);
  const id = await signedProposal(
    world,
    side,
    { hoursLeft: one.hoursLeft, startsOn: day(one.startsOn), ...(seatType && bySeat(seatType)) },
    null,
    signedAt,
  );
  if (seatType)
    await buildSeats(clientId, seatType, [
      { name: "Nieuw", from: "2026-11-12" },
      { name: "Later", from: "2026-11-24" },
    ]);
  const before = await lastAct(clientId);
  if (one.act === "dispute") await dispute(clientId, signedAt);
  if (one.act === "cancel") await asOf(signedAt, () => cancelConversion(world.iris, { clientId, id }));
  if (one.act === "top-up") await topUpInFlight(side, id, signedAt, start);
  await activateAt(clientId, id, new Date(start.getTime() + 600_000));
  return { side, id, before };
}

/** The same variant, with its seats counted from the roster. */
function bySeat(typeId: string) {
  const { variants } = versionOf(world).version;
  return {
    variants: variants.map((variant) => ({
      ...variant,
      lines: variant.lines.map((line) => ({ ...line, counts: "seat" as const, typeId, perSeat: false })),
    })),
  };
}

async function dispute(clientId: string, at: Date): Promise<void> {
  await asSystem(
    (tx) => tx.$queryRaw`
      select s.applied from hour_payment p, lateral hours_sync_payment(${clientId}::uuid, p.id, 1, 0, 114950, ${at}, 'system', null) s
      where p.client_id = ${clientId}::uuid`,
  );
}

/** A top-up that is being charged when the start day comes, and is paid after the activation has waited for it. */
async function topUpInFlight({ clientId, manager }: Side, id: string, at: Date, start: Date): Promise<void> {
  await asOf(at, () =>
    asSystem(async (tx) => {
      const wish = { mode: "invoice", thresholdMinutes: 240, blockMinutes: 600, maxPer30d: 4 } as const;
      await setTopupAndAlert(tx, { ...wish, clientId, key: "on", maxMinorPer30d: null, actor: "system" });
      const attempt = await findOpenAttempt(tx, clientId);
      if (attempt) await moveTopup(tx, attempt, moveTo(attempt, { status: "charging" }), at);
    }),
  );
  await activateAt(clientId, id, start);
  expect((await proposalOf(world, id)).state).toBe("closing");
  await asOf(start, async () => {
    await buildPurchase(clientId, { buyerId: manager.userId, zone });
    await asSystem(async (tx) => {
      const attempt = await findOpenAttempt(tx, clientId);
      if (attempt) await moveTopup(tx, attempt, moveTo(attempt, { status: "succeeded" }), start);
    });
  });
}

async function rowsOf(clientId: string) {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ balance: { available: number }; value: unknown; refunds: number[] }[]>`
      select (select jsonb_build_object('available', available_minutes, 'owed', owed_minutes, 'held', held_minutes) from hour_account where client_id = ${clientId}::uuid) as balance,
        (select jsonb_build_object('sold', sum(sold_minor), 'earned', sum(earned_minor), 'expired', sum(expired_minor), 'refunded', sum(refunded_minor), 'converted', sum(converted_minor),
          'deferred', (array_agg(deferred_minor order by month desc))[1]) from hours_value_by_month(${clientId}::uuid, ${zone}, '2026-10-01', '2028-04-01')) as value,
        array(select amount_minor::int from refund_request where client_id = ${clientId}::uuid order by 1) as refunds`,
  );
  return found;
}

/** What the ledger did after so many acts: each act's kind, its minutes that were moved and their value. */
async function ledgerOf(clientId: string, after: number): Promise<[string, number, number][]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ kind: string; minutes: number; valueMinor: number }[]>`
      select o.kind::text, coalesce(sum(t.minutes), 0)::int as minutes, coalesce(sum(t.value_minor), 0)::int as "valueMinor"
      from hour_op o left join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq
      where o.client_id = ${clientId}::uuid and o.seq > ${after}::int and o.kind <> 'configure' group by o.seq, o.kind order by o.seq`,
  );
  return rows.map(({ kind, minutes, valueMinor }) => [kind, minutes, valueMinor]);
}

async function lastAct(clientId: string): Promise<number> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ seq: number }[]>`select seq from hour_account where client_id = ${clientId}::uuid`,
  );
  return found?.seq ?? 0;
}

/** A month of a client when it is over: its lines, and its invoice as Stripe made it (net, VAT, gross; null where nothing is to be paid). */
function billed(clientId: string, month: string) {
  return asOf(new Date(`${firstDayOf(addToMonth(month, 1))}T12:00:00Z`), async () => {
    const { draft } = await asSystem((tx) => countClientMonth(tx, clientId, month));
    const lines = draft.lines.map(({ label, amountMinor }): [string, number] => [label, amountMinor]);
    if (lines.length > 0)
      expect(await closeMonth(world.fien, { clientId, month, seenMinor: draft.totalMinor })).toMatchObject({
        ok: true,
      });
    const asked = await askMonthInvoice(world.fien, { clientId, month });
    if (asked.ok) expect(await stateOf(clientId, month)).toEqual({ state: "open", failure: null });
    const invoice = asked.ok ? [asked.value.netMinor, asked.value.vatMinor, asked.value.grossMinor] : null;
    return { lines, invoice };
  });
}

const stateOf = (clientId: string, month: string) =>
  asSystem((tx) =>
    tx.monthInvoice.findFirst({ where: { clientId, month }, select: { state: true, failure: true } }),
  );

/** The invoice that the monthly job makes of work below zero, on the third of the month after the start. */
async function overageOf(clientId: string, startsOn: string) {
  const after = firstDayOf(addToMonth(startsOn.slice(0, 7), 1));
  await asOf(new Date(new Date(`${after}T12:00:00Z`).getTime() + 2 * dayMs), () => invoiceOverage(clientId));
  const [order] = await asSystem((tx) => listOrders(tx, clientId));
  return order;
}

/** Stripe says that what was asked back of a payment has gone. */
async function refundArrives(clientId: string, amountMinor: number, at: Date): Promise<void> {
  await asSystem(
    (tx) => tx.$queryRaw`
      select s.applied from hour_payment p, lateral hours_sync_payment(${clientId}::uuid, p.id, 1, ${amountMinor}::int, 0, ${at}, 'system', null) s
      where p.client_id = ${clientId}::uuid`,
  );
}

test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
  if ("refused" in one) {
    const { clientId } = await buildClient({ name: "Northwind Ltd", currency: one.currency });
    const made = await asOf(bought, () =>
      makeProposal(world.iris, { clientId, id: randomUUID(), name: "Beheer", ...versionOf(world) }),
    );
    expect(made).toEqual({ ok: false, refusal: one.refused });
    return;
  }
  const { side, id, before } = await run(one);
  const { clientId } = side;
  expect(await proposalOf(world, id)).toMatchObject(one.proposal);
  expect({ ...(await rowsOf(clientId)), ledger: await ledgerOf(clientId, before) }).toEqual({
    balance: one.balance,
    value: one.value,
    refunds: one.refunds,
    ledger: one.ledger,
  });
  for (const month of Object.keys(one.months)) {
    const { lines, invoice } = await billed(clientId, month);
    expect([month, lines, invoice]).toEqual([month, one.months[month], one.invoices[month]]);
  }
  if (one.overage) expect(await overageOf(clientId, one.startsOn)).toMatchObject(one.overage);
  if (one.arrived) {
    const last = await lastAct(clientId);
    const [back = 0] = one.refunds;
    await refundArrives(clientId, back, startOfDay(zone, day(one.startsOn)));
    const there = await rowsOf(clientId);
    expect({
      ledger: await ledgerOf(clientId, last),
      available: there?.balance.available,
      value: there?.value,
    }).toEqual(one.arrived);
  }
  expect(await defectsOf(clientId)).toEqual([]);
});

type Act = "work" | "refund-some" | "dispute" | "activate";

/** The blocks of the property: what each payment was, with VAT, in minor units. */
const twoBlocks = [
  [600, 9500],
  [300, 9000],
] as const;
const soldMinor = 95_000 + 45_000;

type Paid = { id: string; grossMinor: number; refundedMinor: number; disputedMinor: number };

/** What Stripe says of a payment from now on, as the ledger takes it. */
async function say(clientId: string, paid: Paid, version: number): Promise<void> {
  const { id, refundedMinor } = paid;
  const disputedMinor = Math.min(paid.disputedMinor, paid.grossMinor - refundedMinor);
  await asOf(started, () =>
    asSystem(
      (tx) =>
        tx.$queryRaw`select applied from hours_sync_payment(${clientId}::uuid, ${id}::uuid, ${version}, ${refundedMinor}::int, ${disputedMinor}::int, ${started}, 'system', null)`,
    ),
  );
}

async function paymentsOf(clientId: string): Promise<Paid[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ id: string; grossMinor: number }[]>`
      select id::text, gross_minor as "grossMinor" from hour_payment where client_id = ${clientId}::uuid order by gross_minor desc`,
  );
  return rows.map((row) => ({ ...row, refundedMinor: 0, disputedMinor: 0 }));
}

const refundsOf = (clientId: string) =>
  asSystem(
    (tx) => tx.$queryRaw<{ orderId: string; amountMinor: number }[]>`
      select order_id::text as "orderId", amount_minor as "amountMinor" from refund_request where client_id = ${clientId}::uuid`,
  );

/** Everything that was paid is somewhere, and what the proposal says of its hours is what was done. */
async function expectAllThere(clientId: string, id: string): Promise<void> {
  expect(await defectsOf(clientId)).toEqual([]);
  const [sum] = await asSystem(
    (tx) => tx.$queryRaw<
      Record<"sold" | "earned" | "expired" | "refunded" | "converted" | "deferred", number>[]
    >`
      select sum(sold_minor)::int as sold, sum(earned_minor)::int as earned, sum(expired_minor)::int as expired, sum(refunded_minor)::int as refunded,
        sum(converted_minor)::int as converted, (array_agg(deferred_minor order by month desc))[1] as deferred
      from hours_value_by_month(${clientId}::uuid, 'Europe/Amsterdam', '2026-10-01', '2026-12-01')`,
  );
  if (!sum) throw new Error("no amounts");
  expect(sum.sold).toBe(soldMinor);
  expect(sum.earned + sum.expired + sum.refunded + sum.converted + sum.deferred).toBe(sum.sold);
  const proposal = await proposalOf(world, id);
  const asked = (await refundsOf(clientId)).reduce((all, { amountMinor }) => all + amountMinor, 0);
  expect([proposal.creditedMinor ?? 0, proposal.refundedMinor ?? 0]).toEqual([sum.converted, asked]);
}

test("whatever the order of acts, what was paid is earned, refunded, credited or still there as hours", async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 899 }),
      fc.constantFrom(...hoursLeftWays),
      fc.shuffledSubarray<Act>(["work", "refund-some", "dispute", "activate"], { minLength: 2 }),
      fc.integer({ min: 1, max: 114_949 }),
      async (used, way, acts, amount) => {
        const side = await buildPrepaid(world, used, zone, bought, twoBlocks);
        const { clientId } = side;
        await payByStripe(clientId);
        const payments = await paymentsOf(clientId);
        const [first] = payments;
        if (!first) throw new Error("no payment");
        const id = await signedProposal(world, side, { hoursLeft: way });
        let version = 0;
        for (const act of acts) {
          if (act === "activate") await activateAt(clientId, id);
          if (act === "work")
            await asOf(new Date("2026-11-17T10:00:00Z"), () =>
              buildTimeEntry(world.daan, {
                ...side,
                workTypeId: world.workTypes["on-site"],
                workedMinutes: 30,
                workedOn: day("2026-11-17"),
              }),
            );
          if (act === "refund-some") first.refundedMinor = amount;
          if (act === "dispute") first.disputedMinor = first.grossMinor;
          if (act === "refund-some" || act === "dispute") await say(clientId, first, (version += 1));
        }
        await expectAllThere(clientId, id);
        for (const { orderId, amountMinor } of await refundsOf(clientId)) {
          const paid = payments.find((one) => one.id === orderId);
          if (!paid) throw new Error("a refund of no payment");
          paid.refundedMinor = Math.min(paid.grossMinor, paid.refundedMinor + amountMinor);
          await say(clientId, paid, (version += 1));
          asked += 1;
        }
        await expectAllThere(clientId, id);
      },
    ),
    { numRuns: 12, examples: [[405, "refund", ["activate", "work"], 1]] },
  );
  expect(asked).toBeGreaterThan(0);
});

test("a refund of what is left takes exactly these minutes, at every balance", async () => {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ wrong: number }[]>`
      select count(*)::int as wrong from generate_series(1, 599) u
      where hours_share(600, ceil(114950::numeric * u / 600)::integer, 114950) <> u`,
  );
  expect(rows).toEqual([{ wrong: 0 }]);
  const side = await buildPrepaid(world, 405);
  expect(await asOf(proposed, () => asSystem((tx) => listConvertible(tx, side.clientId)))).toMatchObject([
    { minutes: 195, valueMinor: 30_875, refundMinor: 37_359, heldMinutes: 0 },
  ]);
});
