import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { signature } from "#test/emulator/webhooks.ts";
import { SECRET, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

const create = (name: string) => bench.stripe.customers.create({ name });

describe("webhooks", () => {
  test("are signed so that the SDK takes them, and say what asked for them", async () => {
    await bench.stripe.customers.create({ name: "A" }, { idempotencyKey: "customer:a" });
    const event = await bench.event("customer.created");
    expect(event.request?.idempotency_key).toBe("customer:a");
    expect(event.request?.id).toMatch(/^req_/);
    expect(await bench.stripe.events.retrieve(event.id)).toMatchObject({ id: event.id, pending_webhooks: 0 });
  });

  test("come again after a failure, each time with a fresh time, until they are taken", async () => {
    bench.hooks.statuses.push(500, 302);
    await create("A");
    await expect.poll(() => bench.hooks.arrivals.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const { deliveries } = await bench.control("log");
    expect(deliveries).toMatchObject([{ status: 500 }, { status: 302 }, { status: 200 }]);
    await expect.poll(async () => (await bench.control("state"))["pendingDeliveries"]).toBe(0);
  });

  test("can be held back and let go in another order", async () => {
    await bench.control("webhooks", { pause: true });
    for (const name of ["A", "B", "C"]) await create(name);
    await bench.control("webhooks", { release: { order: "reverse" } });
    await expect.poll(() => bench.hooks.arrivals.length).toBe(3);
    const names = bench.hooks.arrivals.map(({ event }) =>
      event.type === "customer.created" ? event.data.object.name : "",
    );
    expect(names).toEqual(["C", "B", "A"]);
  });

  test("can come twice, and again on request", async () => {
    await bench.control("webhooks", { duplicate: 1 });
    await create("A");
    await expect.poll(() => bench.hooks.arrivals.length).toBe(2);
    const event = await bench.event("customer.created");
    await bench.control("webhooks", { duplicate: 0 });
    await bench.control("webhooks/resend", { event: event.id });
    await expect.poll(() => bench.hooks.arrivals.length).toBe(3);
    expect(new Set(bench.hooks.arrivals.map((one) => one.event.id)).size).toBe(1);
  });

  test.each([
    [{ badSignature: true }, "No signatures found"],
    [{ staleTimestamp: true }, "Timestamp outside the tolerance zone"],
  ])("with %o are refused by the SDK", async (switches, message) => {
    await bench.control("webhooks", switches);
    await create("A");
    await expect.poll(() => bench.hooks.rejected[0]).toContain(message);
    await bench.control("webhooks", { badSignature: false, staleTimestamp: false });
    await bench.event("customer.created");
  });

  test("go only where they are wanted, and only on this computer", async () => {
    const { stripe } = bench;
    const endpoint = await stripe.webhookEndpoints.create({
      url: `${bench.hooks.url}?second`,
      enabled_events: ["customer.deleted"],
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    const customer = await create("A");
    await stripe.customers.del(customer.id);
    await bench.event("customer.deleted");
    await expect.poll(() => bench.hooks.rejected.length).toBeGreaterThan(0);
    await expect(
      stripe.webhookEndpoints.create({ url: "https://example.com/hook", enabled_events: ["*"] }),
    ).rejects.toMatchObject({ param: "url" });
  });

  test("the signature is Stripe's", () => {
    const now = Math.floor(Date.now() / 1000);
    const header = Stripe.webhooks.generateTestHeaderString({
      payload: '{"a":1}',
      secret: SECRET,
      timestamp: now,
    });
    expect(signature('{"a":1}', SECRET, now)).toBe(header);
  });
});
