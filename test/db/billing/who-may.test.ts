import { fresh } from "./world.ts";

import { beforeAll, expect, test } from "vitest";

import { askToBuy } from "#app/billing/ask-to-buy.server.ts";
import { listBlocksFor } from "#app/billing/catalogue-store.server.ts";
import { cancelOrder } from "#app/billing/cancel-order.server.ts";
import {
  addBlock,
  blockFields,
  changeBlock,
  endBlock,
  raiseBlock,
} from "#app/billing/edit-catalogue.server.ts";
import { getOrderPage, getReturnPage } from "#app/billing/order-page.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildUser } from "#test/builders/user.ts";

import { aBuyer, atNewCheckout, blockOf, colleague, openShop, order, outcome, present } from "./shop.ts";

let owner: StaffScope;
beforeAll(async () => {
  await openShop();
  const noor = await buildUser({ clientId: null, role: "owner" });
  owner = { kind: "staff", ...noor, sessionId: fresh(), role: "owner" };
});

test.each(["employee", "approver"] as const)(
  "an %s can't order, and can ask those who may: one letter each, however often it is sent",
  async (role) => {
    const petra = await aBuyer({ name: `Bakkerij ${role}` });
    await colleague(petra.clientId, petra.clientName, "finance");
    const tom = await colleague(petra.clientId, petra.clientName, role);
    expect(await order(tom)).toEqual({ ok: false, refusal: "may-not-buy" });
    const wanted = { formKey: fresh(), blockId: await blockOf(10), message: "De nieuwe kassa komt maandag." };
    await Promise.all([askToBuy(tom, wanted), askToBuy(tom, wanted)]);
    expect(await askToBuy(tom, wanted)).toMatchObject({ ok: true });
    expect((await outcome(petra.clientId)).letters).toEqual(["ask-to-buy", "ask-to-buy"]);
  },
);

test("finance may buy; without an address nobody can", async () => {
  const petra = await aBuyer();
  const finance = await colleague(petra.clientId, petra.clientName, "finance");
  expect(await order(finance)).toMatchObject({ ok: true });
  const bare = await aBuyer({ addressLine: "" });
  expect(await order(bare)).toEqual({ ok: false, refusal: "details-missing" });
});

test("another client's order is not there: not to see, not to return to, not to cancel", async () => {
  const petra = await aBuyer();
  const stranger = await aBuyer({ name: "Ander bedrijf" });
  const { order: bought } = await atNewCheckout(petra);
  expect(await getOrderPage(stranger, bought.id)).toBeNull();
  expect(await getReturnPage(stranger, bought.checkoutId ?? "")).toBeNull();
  await cancelOrder(stranger, bought.id);
  expect((await present(bought)).state).toBe("checkout");
});

test("the price that was shown is the price that is paid, and a stranger's block is no block", async () => {
  const petra = await aBuyer();
  expect(await order(petra, { seenGrossMinor: 1 })).toEqual({ ok: false, refusal: "price-changed" });
  const other = await aBuyer({ name: "Met eigen prijs" });
  const own = await addBlock(
    { scope: owner, clientId: other.clientId },
    { hours: 5, pricePerHourMinor: 8000, validMonths: 6 },
  );
  expect(own).toMatchObject({ ok: true, value: { minutes: 300, pricePerHourMinor: 8000 } });
  const mine = await inScope(petra, (tx) => listBlocksFor(tx, { clientId: petra.clientId, currency: "EUR" }));
  expect(mine.map((block) => block.minutes)).toEqual([600, 1200, 1800]);
  const theirs = await inScope(other, (tx) =>
    listBlocksFor(tx, { clientId: other.clientId, currency: "EUR" }),
  );
  expect(theirs.map((block) => block.minutes)).toEqual([300]);
  expect(await order(other)).toEqual({ ok: false, refusal: "block-gone" });
});

test("the same size offered by eight at the same time is offered once, and the others read why", async () => {
  const place = { scope: owner, clientId: (await aBuyer({ name: "Achtmaal" })).clientId };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => addBlock(place, { hours: 40, pricePerHourMinor: 8000, validMonths: 12 })),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok)).toEqual(
    Array.from({ length: 7 }, () => ({ ok: false, refusal: "same-size" })),
  );
});

test("changing a block retires the old one with its terms; sizes stay apart; moving is kept", async () => {
  const place = { scope: owner, clientId: (await aBuyer({ name: "Catalogus" })).clientId };
  const first = await addBlock(place, { hours: 10, pricePerHourMinor: 9500, validMonths: 12 });
  const second = await addBlock(place, { hours: 20, pricePerHourMinor: 8500, validMonths: 12 });
  if (!first.ok || !second.ok) throw new Error("refused");
  expect(await addBlock(place, { hours: 10, pricePerHourMinor: 9000, validMonths: 12 })).toEqual({
    ok: false,
    refusal: "same-size",
  });
  expect(
    await changeBlock(place, second.value.id, { hours: 10, pricePerHourMinor: 8000, validMonths: 12 }),
  ).toEqual({ ok: false, refusal: "same-size" });
  const changed = await changeBlock(place, first.value.id, {
    hours: 10,
    pricePerHourMinor: 9000,
    validMonths: 24,
  });
  if (!changed.ok) throw new Error("refused");
  expect(
    await asSystem((tx) => tx.hourBlock.findUniqueOrThrow({ where: { id: first.value.id } })),
  ).toMatchObject({ active: false, pricePerHourMinor: 9500 });
  await raiseBlock(place, second.value.id);
  const listed = await inScope(owner, (tx) =>
    listBlocksFor(tx, { clientId: place.clientId, currency: "EUR" }),
  );
  expect(listed.map((block) => block.id)).toEqual([second.value.id, changed.value.id]);
  await endBlock(place, second.value.id);
  expect(await endBlock(place, second.value.id)).toEqual({ ok: false, refusal: "block-gone" });
  expect(await endBlock({ ...place, clientId: null }, changed.value.id)).toEqual({
    ok: false,
    refusal: "block-gone",
  });
  const acts = await asSystem((tx) =>
    tx.auditEvent.findMany({ where: { clientId: place.clientId }, orderBy: { seq: "asc" } }),
  );
  expect(acts.map((act) => act.action).filter((action) => action.startsWith("hour-block"))).toEqual([
    "hour-block.added",
    "hour-block.added",
    "hour-block.changed",
    "hour-block.moved",
    "hour-block.retired",
  ]);
});

test.each([
  { hours: "0", pricePerHourMinor: "95", validMonths: "12" },
  { hours: "501", pricePerHourMinor: "95", validMonths: "12" },
  { hours: "10", pricePerHourMinor: "0.00", validMonths: "12" },
  { hours: "10", pricePerHourMinor: "95.005", validMonths: "12" },
  { hours: "10", pricePerHourMinor: "95", validMonths: "61" },
  { hours: "1.5", pricePerHourMinor: "95", validMonths: "12" },
])("a block of %j is refused", (fields) => {
  expect(blockFields.safeParse(fields).success).toBe(false);
});
