import { performJob, type JobTable } from "#app/platform/jobs.server.ts";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

import { runOnce } from "graphile-worker";
import Stripe from "stripe";
import { afterAll, expect } from "vitest";

import { subscribedEvents } from "#app/billing/subscribed-events.ts";
import { startEmulator } from "#test/emulator/start-emulator.ts";
import { startVies } from "#test/emulator/vies.ts";
import { testNow } from "#test/setup/clock.ts";

const secret = "whsec_test_of_billing";
const vies = await startVies();
process.env["VIES_URL"] = vies.url;
process.env["STRIPE_WEBHOOK_SECRET"] = `whsec_older_secret, ${secret}`;

// The webhooks of the offline Stripe arrive over HTTP at the real route.
const hook = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    void (async () => {
      const { action } = await import("#app/routes/api/webhooks-stripe.tsx");
      const answer = await action(
        webhookRequest(Buffer.concat(parts).toString(), String(request.headers["stripe-signature"])),
      );
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
});
await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
const address = hook.address();
const emulator = await startEmulator({
  webhooks: [
    {
      url: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/webhooks/stripe`,
      secret,
      enabledEvents: [...subscribedEvents],
    },
  ],
  retryDelaysMs: [50, 100, 200],
  now: () => testNow().getTime(),
  validateResponses: true,
});
process.env["STRIPE_API_BASE"] = emulator.url;
process.env["STRIPE_SECRET_KEY"] = "sk_test_emulator";
process.env["APP_ORIGIN"] = "http://localhost:3999";

afterAll(async () => {
  // Every request and every answer of the file fits the schemas that Stripe's own library gives.
  expect(emulator.issues()).toEqual([]);
  await emulator.close();
  await vies.close();
  hook.close();
});

export { emulator, vies };

/** A request as Stripe sends it, whatever the body and signature are. */
export function webhookRequest(body: string, signature: string | null): never {
  const request = new Request("http://localhost:3999/webhooks/stripe", {
    method: "POST",
    body,
    headers: signature === null ? {} : { "stripe-signature": signature },
  });
  return { request, params: {}, context: {} } as never;
}

/** Signs a body as Stripe would at that moment. */
export function sign(
  payload: string,
  timestamp = Math.floor(testNow().getTime() / 1000),
  withSecret = secret,
): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret: withSecret, timestamp });
}

/** Turns a switch of the offline Stripe. */
export async function control(act: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${emulator.url}/_emu/${act}`, {
    method: "POST",
    headers: { "x-emulator-token": emulator.controlToken, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

/** Pays (or not) on the hosted checkout page, and tells where the browser is sent. */
export async function atCheckout(url: string, form: Record<string, string>): Promise<string> {
  const response = await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(form) });
  return response.headers.get("location") ?? "";
}

/** Runs every job that is due, but the sending of letters. */
export async function runJobs(): Promise<void> {
  const { billingJobs } = await import("#app/billing/jobs.server.ts");
  await runOnce({
    connectionString: process.env["DATABASE_URL"] ?? "",
    noHandleSignals: true,
    concurrency: 4,
    logger: new (await import("graphile-worker")).Logger(() => () => {}),
    taskList: Object.fromEntries(
      Object.entries<JobTable[string]>(billingJobs).map(([name, job]) => [
        name,
        (payload: unknown) => performJob(job, payload),
      ]),
    ),
  });
}

/** Waits until something holds; polls each 25 ms, for 10 seconds at most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("it never came true");
}

export const fresh = (): string => randomUUID();
