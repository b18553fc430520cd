import express from "express";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { checkLedger } from "#app/hours/check-ledger.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { countMail } from "#app/platform/metrics.server.ts";
import { inContext } from "#app/platform/web/fences.server.ts";
import { metrics } from "#app/platform/web/metrics.server.ts";

const token = vi.hoisted(() => (process.env["METRICS_TOKEN"] = "a-token-of-the-tests"));

const server = express().use(inContext).get("/metrics", metrics).listen(0, "127.0.0.1");
let url = "";
beforeAll(async () => {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/metrics`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = (bearer?: string) =>
  fetch(url, bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } });

test("only who brings the token reads them", async () => {
  expect([(await ask()).status, (await ask("another")).status, (await ask(token)).status]).toEqual([
    401, 401, 200,
  ]);
});

test("they count requests, e-mails, the queue's jobs and the last proof of the ledger", async () => {
  await asSystem((tx) =>
    enqueue(tx, "mail.send-letter", { letterId: "00000000-0000-4000-8000-000000000001" }),
  );
  countMail("failed");
  await checkLedger();
  const text = await (await ask(token)).text();
  expect(text).toContain('tegoed_request_seconds_count{method="GET",status="401"} 2');
  expect(text).toContain('tegoed_mails_total{outcome="failed"} 1');
  expect(text).toContain("tegoed_queue_due 1");
  expect(text).toMatch(/tegoed_queue_oldest_seconds \d/);
  expect(text).toContain("tegoed_queue_given_up 0");
  expect(text).toContain("tegoed_ledger_defects 0");
  expect(text).toMatch(/tegoed_ledger_proved_timestamp_seconds 1\d{9}/);
});
