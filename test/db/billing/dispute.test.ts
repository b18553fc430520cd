import { control, fresh, runJobs, until } from "./world.ts";

import fc from "fast-check";
import { expect, test } from "vitest";

import { askRefund } from "#app/billing/refund/ask-refund.server.ts";
import { wantFor } from "#app/billing/reconcile/find-payments.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import {
  aColleague,
  aPaidOrder,
  sums,
  chargeOf,
  disputed,
  inDashboard,
  known,
  letters,
  look,
  tasks,
  work,
} from "./billing-world.ts";
import { colleague, inShop } from "./shop.ts";

let noor: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
  await aColleague("finance");
  await aColleague("engineer");
});

const all = 114_950;
const clientLetters = async (clientId: string) =>
  (
    await asSystem((tx) =>
      tx.letter.findMany({
        where: { clientId, template: "dispute-for-client" },
        orderBy: { createdAt: "asc" },
      }),
    )
  ).map(({ recipient, props }) => ({ recipient, ...(props as { state: string }) }));
const staffLetters = async (id: string) =>
  await asSystem((tx) =>
    tx.letter.findMany({
      where: { clientId: null, key: { startsWith: `dispute:${id}:` } },
      orderBy: { createdAt: "asc" },
    }),
  );

test("a dispute holds the hours, tells owner and finance until when to answer, and stops automatic top-ups", async () => {
  const { order } = await aPaidOrder();
  await work(order.clientId, 120);
  const dispute = await disputed(order);
  await look(order);
  expect(await sums(order)).toEqual({ available: 0, owed: 0, held: 480, refunded: 0, disputed: all });
  const told = await staffLetters(dispute.id);
  expect(told.map((letter) => letter.template)).toEqual(["dispute-opened", "dispute-opened"]);
  expect(told[0]?.props).toMatchObject({
    orderNumber: order.number,
    heldMinutes: 480,
    amountMinor: all,
    dueAt: expect.stringMatching(/^\d{4}-/) as unknown,
  });
  expect(await clientLetters(order.clientId)).toMatchObject([
    {
      state: "open",
      number: order.number,
      heldMinutes: 480,
      owedMinutes: 0,
      balanceMinutes: 0,
      topupStopped: false,
    },
  ]);
  expect(await tasks(order)).toEqual(["dispute"]);
  const [setting] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { suspended: boolean; by: string }[]
      >`select topup_suspended_at is not null as suspended, topup_suspension_cause as by from hour_setting where client_id = ${order.clientId}::uuid`,
  );
  // Not null: choosing the settings anew doesn't lift it.
  expect(setting).toEqual({ suspended: true, by: "dispute:" });
  expect(
    await askRefund(noor, {
      orderId: order.id,
      clientId: order.clientId,
      formKey: fresh(),
      amountMinor: 100,
      reason: "x",
    }),
  ).toEqual({ ok: false, refusal: "disputed" });
});

test("won: the hours are free again, the task closes, both are told; and a refund later takes them", async () => {
  const { order } = await aPaidOrder();
  const dispute = await disputed(order);
  await look(order);
  await dispute.close("won");
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 600, held: 0, disputed: 0, refunded: 0 });
  expect(await tasks(order)).toEqual([]);
  expect((await staffLetters(dispute.id)).map((letter) => letter.template)).toEqual([
    "dispute-opened",
    "dispute-opened",
    "dispute-closed",
    "dispute-closed",
  ]);
  expect(await clientLetters(order.clientId)).toMatchObject([
    { state: "open", heldMinutes: 600 },
    { state: "won", heldMinutes: 0, balanceMinutes: 600 },
  ]);
  expect(
    await askRefund(noor, {
      orderId: order.id,
      clientId: order.clientId,
      formKey: fresh(),
      amountMinor: all,
      reason: "Toch terug",
    }),
  ).toMatchObject({ ok: true });
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
});

test("lost: the hours are gone for good, and what was used of them is owed", async () => {
  const { order } = await aPaidOrder();
  await work(order.clientId, 150);
  const dispute = await disputed(order);
  await look(order);
  await dispute.close("lost");
  await look(order);
  expect(await sums(order)).toEqual({ available: 0, owed: 150, held: 0, refunded: all, disputed: 0 });
  expect(await known(order)).toEqual([`dispute lost ${all}`]);
  expect(await clientLetters(order.clientId)).toMatchObject([
    { state: "open" },
    { state: "lost", owedMinutes: 150, balanceMinutes: -150 },
  ]);
});

test("who bought has left since: whoever may buy now hears it; when nobody may, the billing address", async () => {
  const { petra, order } = await aPaidOrder();
  const successor = await colleague(order.clientId, "Bakkerij", "finance");
  await asSystem((tx) =>
    tx.membership.updateMany({ where: { userId: petra.userId }, data: { endedAt: now() } }),
  );
  const dispute = await disputed(order);
  await look(order);
  expect((await clientLetters(order.clientId)).map(({ recipient }) => recipient)).toEqual([
    (
      await asSystem((tx) =>
        tx.user.findUniqueOrThrow({ where: { id: successor.userId }, select: { email: true } }),
      )
    ).email,
  ]);
  await asSystem((tx) =>
    tx.membership.updateMany({ where: { userId: successor.userId }, data: { endedAt: now() } }),
  );
  await dispute.close("won");
  await look(order);
  const { billingEmail } = await asSystem((tx) =>
    tx.client.findUniqueOrThrow({ where: { id: order.clientId } }),
  );
  expect((await clientLetters(order.clientId)).slice(1)).toMatchObject([
    { recipient: billingEmail, state: "won" },
  ]);
});

test("an inquiry moves no money and no hours, but somebody has to answer it", async () => {
  const { order } = await aPaidOrder();
  const inquiry = (await control("dispute", {
    charge: await chargeOf(order),
    status: "warning_needs_response",
  })) as { id: string };
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 600, held: 0, disputed: 0 });
  expect(await tasks(order)).toEqual(["dispute"]);
  await control("dispute/close", { dispute: inquiry.id, status: "warning_closed" });
  await look(order);
  expect(await tasks(order)).toEqual([]);
  expect(await letters(order.clientId)).toEqual(["hours-bought"]);
});

test("refund, then dispute of the whole charge, then lost: never more than was paid", async () => {
  const { order } = await aPaidOrder();
  await inDashboard(order, 50_000);
  const dispute = await disputed(order, all);
  await look(order);
  expect(await sums(order)).toMatchObject({
    refunded: 50_000,
    disputed: all - 50_000,
    available: 1,
    held: 339,
  });
  await dispute.close("lost");
  await look(order);
  expect(await sums(order)).toMatchObject({ refunded: all, disputed: 0, available: 0, owed: 0, held: 0 });
});

test("dispute of a part, while it is open nothing is refunded, afterwards the rest is", async () => {
  const { order } = await aPaidOrder();
  const dispute = await disputed(order, 57_475);
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 300, held: 300 });
  await dispute.close("lost");
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 300, held: 0, refunded: 57_475 });
});

// Each act at Stripe leaves its events; whatever subset of them comes, in whatever order and however often, the end is the same.
test("any order, duplication and loss of a payment's events ends the same", async () => {
  const happening = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant("refund" as const), amount: fc.integer({ min: 1, max: 60_000 }) }),
      fc.record({ act: fc.constant("fail" as const), amount: fc.constant(0) }),
      fc.record({ act: fc.constant("dispute" as const), amount: fc.integer({ min: 1_000, max: all }) }),
      fc.record({ act: fc.constantFrom("won" as const, "lost" as const), amount: fc.constant(0) }),
    ),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(
      happening,
      fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 46 }),
      async (acts, picks, quarters) => {
        const { order } = await aPaidOrder();
        const worked = quarters * 15;
        await work(order.clientId, worked);
        const events: [string, string][] = [];
        const charge = await chargeOf(order);
        for (const { act, amount } of acts) {
          try {
            if (act === "refund")
              events.push(["refund.created", await inDashboard(order, amount)], ["charge.refunded", charge]);
            const [refund] = (await stripe().refunds.list({ charge })).data.filter(
              (one) => one.status === "succeeded",
            );
            if (act === "fail" && refund)
              events.push([
                "refund.failed",
                String(((await control("refund/fail", { refund: refund.id })) as { id: string }).id),
              ]);
            if (act === "dispute")
              events.push(["charge.dispute.created", (await disputed(order, amount)).id]);
            const [open] = (await stripe().disputes.list({ charge })).data.filter(
              (one) => one.status === "needs_response",
            );
            if ((act === "won" || act === "lost") && open) {
              await control("dispute/close", { dispute: open.id, status: act });
              events.push(["charge.dispute.closed", open.id]);
            }
          } catch {
            /* Stripe refuses what makes no sense: a refund of a disputed charge, or of more than is left. */
          }
          const [type, id] = events[picks[events.length % picks.length]! % Math.max(1, events.length)] ?? [];
          if (type && id) await wantFor(type, id);
          await runJobs();
        }
        for (const pick of picks) {
          const [type, id] = events[pick % Math.max(1, events.length)] ?? [];
          if (type && id) await wantFor(type, id);
        }
        await runJobs();
        await look(order);
        const refunds = (await stripe().refunds.list({ charge, limit: 100 })).data
          .filter((one) => one.status === "succeeded")
          .reduce((sum, one) => sum + one.amount, 0);
        const disputes = (await stripe().disputes.list({ charge, limit: 100 })).data;
        const lost = disputes
          .filter((one) => one.status === "lost")
          .reduce((sum, one) => sum + one.amount, 0);
        const open = disputes
          .filter((one) => one.status === "needs_response")
          .reduce((sum, one) => sum + one.amount, 0);
        const refunded = Math.min(all, refunds + lost);
        const found = await sums(order);
        expect(found).toMatchObject({ refunded, disputed: Math.min(all - refunded, open) });
        // what is left of the ten hours, whatever the way: taken back by share, held by share as far as there is something to hold
        const taken = refunded === all ? 600 : Math.floor((600 * refunded) / all);
        expect((found.available ?? 0) - (found.owed ?? 0) + (found.held ?? 0)).toBe(600 - worked - taken);
      },
    ),
    { numRuns: Number(process.env["REVERSAL_RUNS"] ?? 12), endOnFailure: true },
  );
}, 120_000);

test("the events of a dispute by webhook, duplicated and reversed: one letter a person and state", async () => {
  const { order } = await aPaidOrder();
  const dispute = await disputed(order);
  await dispute.close("lost");
  await control("webhooks", { release: true, order: "reverse", duplicate: 3 });
  await until(
    async () => (await asSystem((tx) => tx.stripeEvent.count({ where: { objectId: dispute.id } }))) === 3,
  );
  await runJobs();
  expect(await sums(order)).toMatchObject({ refunded: all, available: 0 });
  expect((await staffLetters(dispute.id)).map((letter) => letter.template)).toEqual([
    "dispute-closed",
    "dispute-closed",
  ]);
  expect(await clientLetters(order.clientId)).toMatchObject([{ state: "lost" }]);
});
