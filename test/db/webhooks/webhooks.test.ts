import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { actOnRequest } from "#app/desk/act-on-request.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { deliver } from "#app/webhooks/deliver.server.ts";
import { webhookEvents } from "#app/webhooks/events.ts";
import {
  addEndpoint,
  getEndpointPage,
  listWebhooksTodo,
  pauseEndpoint,
  removeEndpoint,
  resendEvent,
  resumeEndpoint,
  rotateSecret,
  sendTest,
} from "#app/webhooks/manage-endpoints.server.ts";
import { isSignedBy } from "#app/webhooks/sign.server.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";

const owner = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
let world: World;
let url = "";
/** What arrived, and what is answered next; 200 without more. */
type Got = { id: string; seconds: number; signature: string; body: string };
const got: Got[] = [];
const answers: { status: number; headers?: Record<string, string> }[] = [];
const receiver = http.createServer((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => (body += part.toString()));
  request.on("end", () => {
    const header = (name: string): string => String(request.headers[name] ?? "");
    got.push({
      id: header("webhook-id"),
      seconds: Number(header("webhook-timestamp")),
      signature: header("webhook-signature"),
      body,
    });
    const { status, headers = {} } = answers.shift() ?? { status: 200 };
    response.writeHead(status, headers).end(`answer ${status}`);
  });
});

beforeAll(async () => {
  await owner.connect();
  world = await buildWorld();
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
});
afterAll(async () => {
  receiver.close();
  await owner.end();
});
beforeEach(() => {
  got.length = 0;
  answers.length = 0;
});

async function endpoint(): Promise<{ id: string; secret: string }> {
  const id = randomUUID();
  const added = await addEndpoint(world.noor, { id, name: "n8n", url, events: webhookEvents });
  if (!added.ok) throw new Error(added.refusal);
  return { id, secret: added.value };
}

const waiting = async (id: string): Promise<string[]> =>
  (
    await owner.query<{ id: string }>(
      "select d.event_id as id from webhook_delivery d join webhook_event e on e.id = d.event_id where endpoint_id = $1 and state = 'waiting' order by e.created_at, e.type",
      [id],
    )
  ).rows.map((row) => row.id);
const deliverAll = async (id: string): Promise<void> => {
  for (const eventId of await waiting(id)) await deliver({ endpointId: id, eventId });
};
const queued = async (id: string): Promise<number> =>
  (
    await owner.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker._private_jobs where key like $1",
      [`webhook:${id}:%`],
    )
  ).rows[0]?.n ?? 0;
const typesOf = () => got.map(({ body }) => /"type":"([^"]+)"/.exec(body)?.[1]);

test("whatever is done with a request is told once, by ids alone, whoever does it", async () => {
  const { id, secret } = await endpoint();
  const asked = await createRequest(world.tom, {
    id: randomUUID(),
    clientId: "",
    title: "GEHEIM",
    description: "",
  });
  await buildLot(world.jansen);
  const { remote } = await buildWorkTypes();
  await actOnRequest(world.daan, asked.id, { intent: "priority", to: "high" });
  await actOnRequest(world.daan, asked.id, { intent: "move", from: "new", to: "in_progress" });
  await addComment(world.tom, { id: randomUUID(), requestId: asked.id, body: "GEHEIM" });
  await addNote(world.daan, { id: randomUUID(), requestId: asked.id, body: "GEHEIM" });
  await buildTimeEntry(world.daan, {
    clientId: world.jansen,
    requestId: asked.id,
    workTypeId: remote,
    workedMinutes: 10,
  });
  expect(await queued(id)).toBe((await waiting(id)).length);
  await deliverAll(id);
  expect(typesOf().sort()).toEqual([
    "request.commented",
    "request.commented",
    "request.created",
    "request.state_changed",
    "request.time_logged",
    "request.updated",
  ]);
  expect(JSON.stringify(got)).not.toContain("GEHEIM");
  for (const { id: eventId, seconds, signature, body } of got)
    expect(
      isSignedBy(secret, signature, { id: eventId, seconds, body }, Math.floor(now().getTime() / 1000)),
    ).toBe(true);
  const before = got.length;
  await deliverAll(id);
  expect(got).toHaveLength(before);
  await removeEndpoint(world.noor, id);
  await actOnRequest(world.daan, asked.id, { intent: "priority", to: "low" });
  expect(await waiting(id)).toEqual([]);
});

test("a failure is tried again under the same id; the log keeps what was answered, and a redirect is followed nowhere", async () => {
  const { id } = await endpoint();
  await sendTest(world.noor, id);
  answers.push({ status: 302, headers: { location: url } }, { status: 500 });
  await deliverAll(id);
  await deliverAll(id);
  const failed = (await getEndpointPage(world.noor, id)).deliveries[0];
  expect(failed).toMatchObject({ state: "waiting", tries: 2, lastStatus: 500, lastAnswer: "answer 500" });
  expect(failed?.nextAt?.getTime()).toBeGreaterThan(now().getTime() + 240_000);
  await deliverAll(id);
  expect(got).toHaveLength(3);
  expect(new Set(got.map((one) => one.id)).size).toBe(1);
  const page = await getEndpointPage(world.noor, id);
  expect(page.deliveries[0]).toMatchObject({ state: "delivered", tries: 3 });
  expect(page.endpoint.failingSince).toBeNull();
  await resendEvent(world.noor, id, got[0]?.id ?? "");
  await deliverAll(id);
  expect(new Set(got.map((one) => one.id)).size).toBe(1);
  expect(got).toHaveLength(4);
});

test("after a new secret both sign for a day, then the new one alone", async () => {
  const { id, secret } = await endpoint();
  const next = await rotateSecret(world.noor, id);
  const holds = () => {
    const { id: eventId = "", seconds = 0, signature = "", body = "" } = got.at(-1) ?? {};
    return [secret, next].map((one) => isSignedBy(one, signature, { id: eventId, seconds, body }, seconds));
  };
  await sendTest(world.noor, id);
  await deliverAll(id);
  expect(holds()).toEqual([true, true]);
  await sendTest(world.noor, id);
  await asOf(new Date(now().getTime() + 90_000_000), () => deliverAll(id));
  expect(holds()).toEqual([false, true]);
});

test("while paused everything waits and goes out on resuming; days of failures pause, and an owner sees it", async () => {
  const { id } = await endpoint();
  await pauseEndpoint(world.noor, id);
  await createRequest(world.petra, { id: randomUUID(), clientId: "", title: "Wacht", description: "" });
  await deliverAll(id);
  expect([got.length, await queued(id)]).toEqual([0, 0]);
  await resumeEndpoint(world.noor, id);
  expect(await queued(id)).toBe(1);
  answers.push({ status: 500 }, { status: 500 });
  await deliverAll(id);
  await asOf(new Date(now().getTime() + 3 * 86_400_000), () => deliverAll(id));
  expect((await getEndpointPage(world.noor, id)).endpoint.pausedWhy).toBe("failing");
  const todo = await inScope(world.noor, (tx) => listWebhooksTodo(tx, world.noor));
  expect(todo).toMatchObject([{ kind: "webhook-paused", id, title: "n8n" }]);
  expect(await inScope(world.daan, (tx) => listWebhooksTodo(tx, world.daan))).toEqual([]);
});
