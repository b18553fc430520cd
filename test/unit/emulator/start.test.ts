import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { responseProblems } from "#test/emulator/schemas/check-response.ts";
import { blank } from "#test/emulator/schemas/blank.ts";
import { startEmulator } from "#test/emulator/start-emulator.ts";
import { startVies } from "#test/emulator/vies.ts";
import { clientOf, SECRET, startReceiver } from "#test/unit/emulator/harness.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "emulator-"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe("starting", () => {
  test("is refused in production", async () => {
    vi.stubEnv("NODE_ENV", "production");
    await expect(startEmulator()).rejects.toThrow("production");
    await expect(startVies()).rejects.toThrow("production");
  });

  test("is refused when webhooks would leave this computer", async () => {
    const webhooks = [{ url: "https://portal.example.com/webhooks", secret: SECRET }];
    await expect(startEmulator({ webhooks })).rejects.toThrow("localhost");
  });

  test("state, replies and undelivered webhooks survive a restart, and a kill", async () => {
    const stateFile = path.join(folder, "state.json");
    const receiver = await startReceiver();
    receiver.statuses.push(500, 500, 500);
    const options = { stateFile, webhooks: [{ url: receiver.url, secret: SECRET }], retryDelaysMs: [60_000] };
    const before = await startEmulator(options);
    const key = { idempotencyKey: "customer:1" };
    const customer = await clientOf(before).customers.create({ name: "A" }, key);
    await expect.poll(() => receiver.arrivals.length).toBe(1);
    await expect.poll(async () => readFile(stateFile, "utf8")).toContain('"attempts":1');
    const killed = await readFile(stateFile, "utf8");
    expect(killed).toContain(customer.id);
    await before.close();
    await writeFile(stateFile, killed);

    const after = await startEmulator({ ...options, retryDelaysMs: [10] });
    expect((await clientOf(after).customers.create({ name: "A" }, key)).id).toBe(customer.id);
    expect((await clientOf(after).webhookEndpoints.list()).data).toHaveLength(1);
    await after.close();
    await receiver.close();
  });

  test("what was to be sent at the stop is sent after the start", async () => {
    const stateFile = path.join(folder, "state.json");
    const receiver = await startReceiver();
    const options = { stateFile, webhooks: [{ url: receiver.url, secret: SECRET }] };
    const before = await startEmulator(options);
    const control = {
      method: "POST",
      headers: { "x-emulator-token": before.controlToken },
      body: '{"pause":true}',
    };
    await fetch(`${before.url}/_emu/webhooks`, control);
    await clientOf(before).customers.create({ name: "A" });
    await before.close();
    expect(receiver.types()).toEqual([]);
    const after = await startEmulator(options);
    await expect.poll(() => receiver.types()).toEqual(["customer.created"]);
    await after.close();
    await receiver.close();
  });

  test("a browser that was led here under another name is turned away", async () => {
    const emulator = await startEmulator();
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(
        { host: "127.0.0.1", port: emulator.port, path: "/_emu/", headers: { host: "evil.example" } },
        (response) => {
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
    await emulator.close();
  });
});

test("a response of wrong shape is noticed", () => {
  const customer = blank("customer");
  expect(responseProblems("customers.create", customer)).toEqual([]);
  expect(responseProblems("customers.create", { ...customer, secret: 1 })[0]).toContain("additional");
  expect(responseProblems("customers.create", { ...customer, balance: "0" })[0]).toContain("balance");
});

test("the panel settles a direct debit, with its own nonce only", async () => {
  const emulator = await startEmulator();
  const stripe = clientOf(emulator);
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    success_url: "http://localhost/",
    allowed_payment_method_types: ["sepa_debit"],
    line_items: [
      { price_data: { currency: "eur", unit_amount: 500, product_data: { name: "x" } }, quantity: 1 },
    ],
  });
  await fetch(session.url ?? "", {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ outcome: "pay" }),
  });
  const html = await (await fetch(`${emulator.url}/_emu/`)).text();
  const [, nonce = ""] = /name="nonce" value="([^"]+)"/.exec(html) ?? [];
  const [, intent = ""] = /name="payment_intent" value="([^"]+)"/.exec(html) ?? [];
  const act = (given: string) =>
    fetch(`${emulator.url}/_emu/panel`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ nonce: given, payment_intent: intent, result: "settle" }),
    });
  expect((await act("guess")).status).toBe(403);
  expect((await act(nonce)).status).toBe(303);
  expect((await stripe.paymentIntents.retrieve(intent)).status).toBe("succeeded");
  await emulator.close();
});

test("the VIES fake answers as told", async () => {
  const vies = await startVies();
  const ask = async (number: string) => (await fetch(`${vies.url}/rest-api/ms/NL/vat/${number}`)).text();
  vies.setAnswer("NL", "000000000B01", "invalid");
  vies.setAnswer("NL", "000000000B02", "unavailable");
  vies.setAnswer("NL", "000000000B03", "garbage");
  vies.setAnswer("NL", "000000000B04", "timeout");
  expect(JSON.parse(await ask("123456789B01"))).toMatchObject({
    isValid: true,
    userError: "VALID",
    vatNumber: "123456789B01",
  });
  expect(JSON.parse(await ask("000000000B01"))).toMatchObject({ isValid: false, userError: "INVALID" });
  expect(JSON.parse(await ask("000000000B02"))).toMatchObject({
    isValid: false,
    userError: "MS_UNAVAILABLE",
  });
  expect(await ask("000000000B03")).toContain("<html>");
  expect(JSON.parse(await ask("000000000B04"))).toMatchObject({ userError: "TIMEOUT" });
  expect(vies.asked()).toHaveLength(5);
  await vies.close();
});
