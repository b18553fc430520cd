import { describe, expect, test } from "vitest";
import { subset } from "#test/emulator/schemas/subset.ts";
import { OLD_AND_WRONG } from "#test/unit/emulator/old-and-wrong.ts";
import { blockOf, clientOf, dutchCustomer, refusalOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

async function post(path: string, params: Record<string, unknown>, headers: Record<string, string> = {}) {
  const fields = Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(`${bench.running.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_emulator", ...headers },
    body: new URLSearchParams(fields),
  });
  const body = (await response.json()) as { error: { param?: string; code?: string; message: string } };
  return { status: response.status, error: body.error };
}

describe("what Stripe refuses, the emulator refuses", () => {
  test.each(OLD_AND_WRONG)("%s", async (_name, path, params, param, code) => {
    bench.allowed.push("parameter_unknown");
    const { status, error } = await post(path, params);
    expect({ status, param: error.param, code: error.code }).toEqual({ status: 400, param, code });
  });

  test("retrieveUpcoming is gone, createPreview is known but not emulated, and named", async () => {
    bench.allowed.push("not_emulated");
    expect("retrieveUpcoming" in bench.stripe.invoices).toBe(false);
    const error = await refusalOf(bench.stripe.invoices.createPreview({ customer: "cus_1" }));
    expect(error).toMatchObject({ statusCode: 501 });
    expect(error.message).toContain("invoices.createPreview");
    expect(bench.running.issues()).toMatchObject([
      { kind: "not_emulated", operation: "invoices.createPreview" },
    ]);
  });

  test("a parameter that the emulator would have to ignore is named", async () => {
    bench.allowed.push("not_emulated");
    const { status, error } = await post("customers", { source: "tok_1" });
    expect({ status, message: error.message }).toEqual({
      status: 501,
      message: "The emulator doesn't implement customers.create with source.",
    });
  });

  test("an unknown address is 404", async () => {
    const { status, error } = await post("no_such_thing", {});
    expect(status).toBe(404);
    expect(error.message).toContain("Unrecognized request URL (POST: /v1/no_such_thing)");
  });

  test.each(["sk_live_1", "rk_live_1", "pk_test_1", ""])("the key %j is refused", async (key) => {
    const { status } = await post("customers", {}, { authorization: `Bearer ${key}` });
    expect(status).toBe(401);
  });

  test("a live key through the SDK is an authentication error; a restricted test key works", async () => {
    expect(await refusalOf(clientOf(bench.running, "sk_live_x").customers.list())).toMatchObject({
      type: "StripeAuthenticationError",
    });
    expect((await clientOf(bench.running, "rk_test_x").customers.list()).data).toEqual([]);
  });

  test("another API version is refused", async () => {
    const { status } = await post("customers", {}, { "stripe-version": "2023-08-16" });
    expect(status).toBe(400);
    expect(subset().apiVersion).toBe("2026-10-28.endive");
  });

  test("what isn't there is resource_missing", async () => {
    expect(await refusalOf(bench.stripe.customers.retrieve("cus_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
    });
  });

  test("automatic tax needs an address or leave to take one", async () => {
    const customer = await bench.stripe.customers.create({ name: "No address" });
    const params = blockOf(customer.id, "", {
      automatic_tax: { enabled: true },
      line_items: [
        { price_data: { currency: "eur", unit_amount: 500, product_data: { name: "x" } }, quantity: 1 },
      ],
    });
    expect(await refusalOf(bench.stripe.checkout.sessions.create(params))).toMatchObject({
      code: "customer_tax_location_invalid",
    });
    const session = await bench.stripe.checkout.sessions.create({
      ...params,
      customer_update: { address: "auto", name: "auto" },
    });
    await bench.post(`/c/pay/${session.id}`, {
      method: "ideal",
      outcome: "pay",
      name: "Neue GmbH",
      country: "DE",
      city: "Kleve",
      line1: "Weg 1",
      postal_code: "47533",
      vat_id: "DE123456789",
    });
    expect(await bench.stripe.customers.retrieve(customer.id)).toMatchObject({
      name: "Neue GmbH",
      address: { country: "DE" },
    });
  });

  test("the control API wants its token", async () => {
    const response = await fetch(`${bench.running.url}/_emu/reset`, { method: "POST" });
    expect(response.status).toBe(403);
    const { customer } = await dutchCustomer(bench.stripe);
    expect(customer).toMatch(/^cus_/);
  });
});
