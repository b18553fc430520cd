import { describe, expect, test } from "vitest";
import { blockOf, clientOf, dutchCustomer, refusalOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

async function savedCard() {
  const { customer } = await dutchCustomer(bench.stripe);
  const card = await bench.stripe.paymentMethods.attach("pm_card_visa", { customer });
  return {
    amount: 5000,
    currency: "eur",
    customer,
    payment_method: card.id,
    off_session: true,
    confirm: true,
  };
}

describe("idempotency keys", () => {
  test("replay the first answer, and refuse other parameters", async () => {
    const { stripe } = bench;
    const { customer, rate } = await dutchCustomer(stripe);
    const key = { idempotencyKey: "checkout:order_1:1" };
    const first = await stripe.checkout.sessions.create(blockOf(customer, rate), key);
    const second = await stripe.checkout.sessions.create(blockOf(customer, rate), key);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    const error = await refusalOf(
      stripe.checkout.sessions.create(blockOf(customer, rate, { client_reference_id: "other" }), key),
    );
    expect(error).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  });

  test("replay a decline, but don't store what never began", async () => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    const params = {
      amount: 5000,
      currency: "eur",
      customer,
      payment_method: card.id,
      off_session: true,
      confirm: true,
    };
    const decline = () => refusalOf(stripe.paymentIntents.create(params, { idempotencyKey: "topup:1" }));
    const [first, second] = [await decline(), await decline()];
    expect(first).toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "generic_decline",
    });
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
    expect((await stripe.charges.list()).data).toHaveLength(1);

    await refusalOf(
      stripe.customers.create({ metadata: { ["k".repeat(41)]: "v" } }, { idempotencyKey: "customer:1" }),
    );
    expect(
      await stripe.customers.create({ name: "right now" }, { idempotencyKey: "customer:1" }),
    ).toMatchObject({ name: "right now" });
  });

  test("refuse a second request while the first is under way", async () => {
    await bench.control("faults", { op: "customers.create", mode: "delay", ms: 150 });
    const impatient = clientOf(bench.running, "sk_test_emulator", 0);
    const key = { idempotencyKey: "customer:1" };
    const first = impatient.customers.create({ name: "A" }, key);
    await expect.poll(async () => (await bench.control("log"))["requests"]).toHaveLength(1);
    expect(await refusalOf(impatient.customers.create({ name: "A" }, key))).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
    await first;
  });
});

describe("faults", () => {
  test("an answer lost after the charge leaves one charge", async () => {
    const params = await savedCard();
    await bench.control("faults", { op: "paymentIntents.create", mode: "drop_after" });
    const intent = await bench.stripe.paymentIntents.create(params, { idempotencyKey: "topup:1:1" });
    expect(intent.status).toBe("succeeded");
    expect((await bench.stripe.paymentIntents.list()).data).toHaveLength(1);
    expect((await bench.stripe.charges.list()).data).toHaveLength(1);
  });

  test.each(["drop_before", "500", "409"])("%s is survived by the SDK's retry", async (mode) => {
    await bench.control("faults", { op: "customers.create", mode });
    await bench.stripe.customers.create({ name: "A" });
    expect((await bench.stripe.customers.list()).data).toHaveLength(1);
  });

  test("a 500 after the act is stored and replayed", async () => {
    await bench.control("faults", { op: "customers.create", mode: "500_after" });
    const impatient = clientOf(bench.running, "sk_test_emulator", 0);
    const create = () =>
      refusalOf(impatient.customers.create({ name: "A" }, { idempotencyKey: "customer:1" }));
    expect(await create()).toMatchObject({ statusCode: 500 });
    expect(await create()).toMatchObject({ statusCode: 500 });
    expect((await bench.stripe.customers.list()).data).toHaveLength(1);
  });

  test("a 500 of Stripe's own is kept under its key for a day, and nothing is done", async () => {
    const impatient = clientOf(bench.running, "sk_test_emulator", 0);
    const create = () => impatient.customers.create({ name: "B" }, { idempotencyKey: "customer:kept" });
    await bench.control("faults", { op: "customers.create", mode: "500_kept" });
    const before = (await bench.stripe.customers.list()).data.length;
    expect(await refusalOf(create())).toMatchObject({ statusCode: 500 });
    expect(await refusalOf(create())).toMatchObject({ statusCode: 500 });
    expect((await bench.stripe.customers.list()).data).toHaveLength(before);
    await bench.control("clock/advance", { seconds: 86_400 });
    await create();
    expect((await bench.stripe.customers.list()).data).toHaveLength(before + 1);
  });

  test("429 isn't retried, and a hanging answer is a connection error", async () => {
    await bench.control("faults", { op: "*", mode: "429" });
    expect(await refusalOf(bench.stripe.customers.list())).toMatchObject({ type: "StripeRateLimitError" });
    await bench.control("faults", { op: "*", mode: "hang", times: 2 });
    const hurried = clientOf(bench.running, "sk_test_emulator", 0);
    expect(await refusalOf(hurried.customers.list({}, { timeout: 100 }))).toMatchObject({
      type: "StripeConnectionError",
    });
    await bench.control("reset", {});
  });
});
