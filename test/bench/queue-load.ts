// Measures the queue's pages and open event streams on the database of DATABASE_URL, and prints what came out as JSON.
import { createServer, get } from "node:http";
import { performance } from "node:perf_hooks";

import express from "express";

import { liveStream } from "#app/desk/live/live-stream.server.ts";
import { getQueuePage } from "#app/desk/queue-page.server.ts";
import { readQueueFilter } from "#app/desk/queue-filter.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { countAsked } from "#test/bench/asked.ts";
import { at } from "#test/bench/bench-row.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { requestOf, staff } from "#test/db/desk/world.ts";

const streamsEach = 10;
const people = 50;
const changes = 20;

const asked = countAsked();

async function measurePages(engineer: StaffScope, clientId: string) {
  const looks = {
    "by the time that is left": "",
    "narrowed to priority, nobody and client": `priority=normal&with=nobody&client=${clientId}`,
    "found by a word": "q=printer+00f",
    "closed ones": "show=done",
    "closed ones found by a word": "show=done&q=laptop+0a",
  };
  const pages: { name: string; ms: number; queries: number }[] = [];
  for (const [name, look] of Object.entries(looks)) {
    const times: number[] = [];
    let queries = 0;
    for (let round = 0; round < 25; round += 1) {
      const [began, before] = [performance.now(), asked.queries];
      await getQueuePage(engineer, readQueueFilter(new URLSearchParams(look)), 1);
      times.push(performance.now() - began);
      queries = asked.queries - before;
    }
    pages.push({ name, ms: at(times, 0.5), queries });
  }
  return pages;
}

/** Opens an event stream; `heard` is called with each change that arrives. Settles with its first word. */
function openStream(url: string, cookie: string, heard: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie }, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream answered ${response.statusCode}`));
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        if (text.includes("event: sync")) resolve();
        for (const _ of text.matchAll(/event: change/g)) heard();
      });
    }).on("error", reject);
  });
}

async function measureStreams() {
  const server = createServer(express().get("/live", liveStream));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const before = process.memoryUsage().rss;
  const began = performance.now();
  let sentAt = 0;
  const times: number[] = [];
  for (let n = 0; n < people; n += 1) {
    const engineer = await staff(`Engineer ${n}`, "engineer");
    const cookie = (await requestOf(engineer, "/live")).headers.get("cookie") ?? "";
    await Promise.all(
      Array.from({ length: streamsEach }, () =>
        openStream(`http://127.0.0.1:${port}/live`, cookie, () => times.push(performance.now() - sentAt)),
      ),
    );
  }
  const openMs = performance.now() - began;
  const [open] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`select id::text from request where state = 'new' limit 1`,
  );
  for (let n = 1; n <= changes; n += 1) {
    sentAt = performance.now();
    await asSystem((tx) => tx.$executeRaw`update request set due_at = now() where id = ${open?.id}::uuid`);
    const until = performance.now() + 5000;
    while (times.length < n * people * streamsEach && performance.now() < until)
      await new Promise((resolve) => setImmediate(resolve));
  }
  const heard = times.length / (changes * people * streamsEach);
  if (heard < 1) throw new Error(`only ${Math.round(heard * 100)} % of the changes arrived`);
  const rssMb = (process.memoryUsage().rss - before) / 1_000_000;
  return { open: people * streamsEach, openMs, p50: at(times, 0.5), p99: at(times, 0.99), rssMb };
}

await buildMsp();
const engineer = await staff("Daan Visser", "engineer");
const [client] = await asSystem((tx) => tx.$queryRaw<{ id: string }[]>`select id::text from client limit 1`);
const pages = await measurePages(engineer, client?.id ?? "");
const streams = await measureStreams();
process.stdout.write(JSON.stringify({ pages, streams }));
process.exit(0);
