import { describe, expect, test } from "vitest";
import { subset } from "#test/emulator/schemas/subset.ts";
import { blockOf, clientOf, dutchCustomer, refusalOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

type Case = [name: string, path: string, params: Record<string, unknown>, param: string, code: string];

const item = { "line_items[0][quantity]": 1, "line_items[0][price_data][currency]": "eur", "line_items[0][price_data][unit_amount]": 95_000, "line_items[0][price_data][product_data][name]": "10 uren" };
const checkout = { mode: "payment", success_url: "http://localhost/", ...item };

const OLD_AND_WRONG: Case[] = [
  ["payment_method_types on Checkout", "checkout/sessions", { ...checkout, "payment_method_types[0]": "card" }, "payment_method_types", "payment_method_types_no_longer_supported"],
  ["payment_method_types on a payment intent", "payment_intents", { amount: 500, currency: "eur", "payment_method_types[0]": "card" }, "payment_method_types", "payment_method_types_no_longer_supported"],
  ["payment_method_types on a setup intent", "setup_intents", { "payment_method_types[0]": "card" }, "payment_method_types", "payment_method_types_no_longer_supported"],
  ["ui_mode embedded", "checkout/sessions", { ...checkout, ui_mode: "embedded" }, "ui_mode", "parameter_invalid"],
  ["coupon on a customer", "customers", { coupon: "SALE" }, "coupon", "parameter_unknown"],
  ["price on an invoice item", "invoiceitems", { customer: "cus_1", price: "price_1" }, "price", "parameter_unknown"],
  ["unit_amount on an invoice item", "invoiceitems", { customer: "cus_1", unit_amount: 5 }, "unit_amount", "parameter_unknown"],
  ["a wrong refund reason", "refunds", { payment_intent: "pi_1", reason: "nope" }, "reason", "parameter_invalid"],
  ["an unknown nested parameter", "checkout/sessions", { ...checkout, "line_items[0][nmae]": "x" }, "line_items[0][nmae]", "parameter_unknown"],
  ["a missing nested parameter", "checkout/sessions", { mode: "payment", success_url: "http://localhost/", "line_items[0][price_data][unit_amount]": 5 }, "line_items[0][price_data][currency]", "parameter_missing"],
  ["an amount with decimals", "payment_intents", { amount: "10.5", currency: "eur" }, "amount", "parameter_invalid_integer"],
  ["an amount too small", "payment_intents", { amount: 49, currency: "eur" }, "amount", "amount_too_small"],
  ["a session total too small", "checkout/sessions", { ...checkout, "line_items[0][price_data][unit_amount]": 10 }, "line_items", "amount_too_small"],
  ["off_session without confirm", "payment_intents", { amount: 500, currency: "eur", off_session: true }, "off_session", "parameter_invalid"],
  ["customer_update without customer", "checkout/sessions", { ...checkout, "customer_update[name]": "auto" }, "customer_update", "parameter_invalid"],
  ["an expiry too soon", "checkout/sessions", { ...checkout, expires_at: Math.floor(Date.now() / 1000) + 60 }, "expires_at", "parameter_invalid"],
  ["an expiry too late", "checkout/sessions", { ...checkout, expires_at: Math.floor(Date.now() / 1000) + 90_000 }, "expires_at", "parameter_invalid"],
  ["methods that don't fit the currency", "checkout/sessions", { ...checkout, "line_items[0][price_data][currency]": "usd", "allowed_payment_method_types[0]": "ideal" }, "allowed_payment_method_types", "payment_method_type_not_available"],
  ["tax rates with automatic tax", "checkout/sessions", { ...checkout, "line_items[0][tax_rates][0]": "txr_1", "automatic_tax[enabled]": true }, "line_items[0][tax_rates]", "parameter_invalid"],
  ["line items in setup mode", "checkout/sessions", { ...checkout, mode: "setup", currency: "eur" }, "line_items", "parameter_invalid"],
  ["setup without currency", "checkout/sessions", { mode: "setup", success_url: "http://localhost/" }, "currency", "parameter_missing"],
  ["a success page elsewhere", "checkout/sessions", { ...checkout, success_url: "https://example.com/" }, "success_url", "url_invalid"],
  ["a cancel page elsewhere", "checkout/sessions", { ...checkout, cancel_url: "https://localhost.example.com/" }, "cancel_url", "url_invalid"],
  ["a customer who isn't there", "checkout/sessions", { ...checkout, customer: "cus_none" }, "customer", "resource_missing"],
  ["too long a metadata value", "customers", { "metadata[a]": "x".repeat(501) }, "metadata[a]", "parameter_invalid"],
  ["too long a metadata key", "customers", { [`metadata[${"k".repeat(41)}]`]: "x" }, "metadata", "parameter_invalid"],
  ["too many metadata keys", "customers", Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`metadata[k${String(index)}]`, "v"])), "metadata", "parameter_invalid"],
];

async function post(path: string, params: Record<string, unknown>, headers: Record<string, string> = {}) {
  const fields = Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(`${bench.running.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_emulator", ...headers },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: await response.json() };
}

describe("what Stripe refuses, the emulator refuses", () => {
  test.each(OLD_AND_WRONG)("%s", async (_name, path, params, param, code) => {
    bench.allowed.push("parameter_unknown");
    const { status, body } = await post(path, params);
    expect({ status, param: body.error.param, code: body.error.code }).toEqual({ status: 400, param, code });
  });

  test("retrieveUpcoming is gone, createPreview is known but not emulated, and named", async () => {
    bench.allowed.push("not_emulated");
    expect("retrieveUpcoming" in bench.stripe.invoices).toBe(false);
    const error = await refusalOf(bench.stripe.invoices.createPreview({ customer: "cus_1" }));
    expect(error).toMatchObject({ statusCode: 501 });
    expect(error.message).toContain("invoices.createPreview");
    expect(bench.running.issues()).toMatchObject([{ kind: "not_emulated", operation: "invoices.createPreview" }, {}, {}]);
  });

  test("a parameter that the emulator would have to ignore is named", async () => {
    bench.allowed.push("not_emulated");
    const { status, body } = await post("customers", { source: "tok_1" });
    expect({ status, message: body.error.message }).toEqual({ status: 501, message: "The emulator doesn't implement customers.create with source." });
  });

  test("an unknown address is 404", async () => {
    const { status, body } = await post("no_such_thing", {});
    expect(status).toBe(404);
    expect(body.error.message).toContain("Unrecognized request URL (POST: /v1/no_such_thing)");
  });

  test.each(["sk_live_1", "rk_live_1", "pk_test_1", ""])("the key %j is refused", async (key) => {
    const { status } = await post("customers", {}, { authorization: `Bearer ${key}` });
    expect(status).toBe(401);
  });

  test("a live key through the SDK is an authentication error; a restricted test key works", async () => {
    expect(await refusalOf(clientOf(bench.running, "sk_live_x").customers.list())).toMatchObject({ type: "StripeAuthenticationError" });
    expect((await clientOf(bench.running, "rk_test_x").customers.list()).data).toEqual([]);
  });

  test("another API version is refused", async () => {
    const { status } = await post("customers", {}, { "stripe-version": "2023-08-16" });
    expect(status).toBe(400);
    expect(subset().apiVersion).toBe("2026-10-28.endive");
  });

  test("what isn't there is resource_missing", async () => {
    expect(await refusalOf(bench.stripe.customers.retrieve("cus_none"))).toMatchObject({ statusCode: 404, code: "resource_missing", param: "id" });
  });

  test("automatic tax needs an address or leave to take one", async () => {
    const customer = await bench.stripe.customers.create({ name: "No address" });
    const params = blockOf(customer.id, "", { automatic_tax: { enabled: true }, line_items: [{ price_data: { currency: "eur", unit_amount: 500, product_data: { name: "x" } }, quantity: 1 }] });
    expect(await refusalOf(bench.stripe.checkout.sessions.create(params))).toMatchObject({ code: "customer_tax_location_invalid" });
    const session = await bench.stripe.checkout.sessions.create({ ...params, customer_update: { address: "auto", name: "auto" } });
    await bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay", name: "Neue GmbH", country: "DE", city: "Kleve", line1: "Weg 1", postal_code: "47533", vat_id: "DE123456789" });
    expect(await bench.stripe.customers.retrieve(customer.id)).toMatchObject({ name: "Neue GmbH", address: { country: "DE" } });
  });

  test("the control API wants its token", async () => {
    const response = await fetch(`${bench.running.url}/_emu/reset`, { method: "POST" });
    expect(response.status).toBe(403);
    const { customer } = await dutchCustomer(bench.stripe);
    expect(customer).toMatch(/^cus_/);
  });
});
