import { describe, expect, test } from "vitest";
import { blockOf, dutchCustomer, idOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

describe("who pays through Checkout", () => {
  test("reverse charge: no VAT for a customer who is exempt that way", async () => {
    const { stripe } = bench;
    const { customer, rate } = await dutchCustomer(stripe);
    await stripe.customers.update(customer, { tax_exempt: "reverse" });
    const session = await stripe.checkout.sessions.create(blockOf(customer, rate));
    expect(session).toMatchObject({ amount_subtotal: 95_000, amount_total: 95_000 });
    await bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay" });
    const { data } = await bench.event("invoice.paid");
    expect(data.object).toMatchObject({
      total: 95_000,
      customer_tax_exempt: "reverse",
      total_taxes: [{ amount: 0, taxability_reason: "reverse_charge" }],
    });
  });

  test("tax is rounded half up on each line", async () => {
    const { stripe } = bench;
    const { customer, rate } = await dutchCustomer(stripe);
    const line = {
      price_data: { currency: "eur", unit_amount: 50, product_data: { name: "x" } },
      quantity: 1,
      tax_rates: [rate],
    };
    const session = await stripe.checkout.sessions.create(
      blockOf(customer, rate, { line_items: [line, line] }),
    );
    expect(session.total_details?.amount_tax).toBe(22);
  });

  test.each([
    ["card", "card"],
    ["ideal", "sepa_debit"],
    ["sepa_debit", "sepa_debit"],
  ])("setup: saving %s leaves a %s that can be charged later", async (type, saved) => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      currency: "eur",
      customer,
      success_url: "http://localhost:3000/back",
      allowed_payment_method_types: ["card", "sepa_debit", "ideal"],
    });
    await bench.post(`/c/pay/${session.id}`, { method: type, outcome: "pay" });
    const completed = await bench.event("checkout.session.completed");
    const intent = await stripe.setupIntents.retrieve(idOf(completed.data.object.setup_intent), {
      expand: ["payment_method", "mandate", "latest_attempt"],
    });
    expect(intent).toMatchObject({
      status: "succeeded",
      payment_method: { type },
      latest_attempt: { object: "setup_attempt" },
    });
    const methods = await stripe.customers.listPaymentMethods(customer);
    expect(methods.data.map((method) => method.type)).toEqual([saved]);
  });

  test("without a customer, an invoice makes one from what the payer wrote", async () => {
    const { customer, rate } = await dutchCustomer(bench.stripe);
    const params = blockOf(customer, rate, { billing_address_collection: "required", locale: "de" });
    delete params.customer;
    const session = await bench.stripe.checkout.sessions.create(params);
    const page = await (await fetch(session.url ?? "", { headers: { "accept-language": "nl" } })).text();
    expect(page).toContain("Emulator: es fließt kein echtes Geld");
    await bench.post(`/c/pay/${session.id}`, {
      method: "bancontact",
      outcome: "pay",
      email: "neu@example.com",
      name: "Neue GmbH",
      country: "DE",
      line1: "Weg 1",
      city: "Kleve",
      postal_code: "47533",
    });
    const { data } = await bench.event("checkout.session.completed");
    expect(data.object.customer_details).toMatchObject({
      email: "neu@example.com",
      name: "Neue GmbH",
      address: { country: "DE" },
    });
    expect(await bench.stripe.customers.retrieve(idOf(data.object.customer))).toMatchObject({
      name: "Neue GmbH",
      email: "neu@example.com",
    });
  });
});
