import { createHash, timingSafeEqual } from "node:crypto";

import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge } from "prom-client";

import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { registry } from "#app/platform/metrics.server.ts";

const registers = [registry];
const due = new Gauge({ name: "tegoed_queue_due", help: "Jobs that are due and wait", registers });
const age = new Gauge({
  name: "tegoed_queue_oldest_seconds",
  help: "How long the oldest due job has waited",
  registers,
});
const givenUp = new Gauge({
  name: "tegoed_queue_given_up",
  help: "Jobs that failed every time they were tried",
  registers,
});

let collecting = false;

/** What this process and the queue count, in Prometheus' form, for who brings METRICS_TOKEN as a bearer; without that setting there is no such page. */
export const metrics: RequestHandler = (req, res, next) => {
  const token = env().metricsToken;
  if (token === undefined) return void res.status(404).end();
  if (!same(req.get("authorization") ?? "", `Bearer ${token}`))
    return void res.status(401).set("www-authenticate", "Bearer").end();
  if (!collecting) collectDefaultMetrics({ register: registry });
  collecting = true;
  readQueue()
    .then(() => registry.metrics())
    .then((text) => res.set("cache-control", "no-store").type(registry.contentType).send(text), next);
};

async function readQueue(): Promise<void> {
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<{ due: number; oldest_seconds: number; given_up: number }[]>`select * from queue_facts()`,
  );
  due.set(row?.due ?? 0);
  age.set(row?.oldest_seconds ?? 0);
  givenUp.set(row?.given_up ?? 0);
}

/** Compares hashes, which are of one length: how long it takes tells nothing. */
function same(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
