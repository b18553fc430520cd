import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { listenToChanges, type LiveEvent } from "#app/desk/live/listen.server.ts";
import { eventFor, isSamePlace } from "#app/desk/live/live-stream.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { createRequest, createRequestInside } from "#app/requests/create-request.server.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

/** Listens, and answers what was heard once an event fits. */
function hearing() {
  const heard: LiveEvent[] = [];
  const waits: { fits: (event: LiveEvent) => boolean; resolve: () => void }[] = [];
  const stop = listenToChanges((event) => {
    heard.push(event);
    for (const { fits, resolve } of waits) if (fits(event)) resolve();
  });
  const until = (fits: (event: LiveEvent) => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (heard.some(fits)) resolve();
      else waits.push({ fits, resolve });
    });
  return { heard, until, stop };
}

const newRequest = () => ({ id: randomUUID(), clientId: world.jansen, title: "Drucker", description: "" });
const isAbout = (id: string) => (event: LiveEvent) => event.kind === "change" && event.hint.request === id;

test("what commits is heard, what is undone is not; ids alone travel, and a client hears of its own only", async () => {
  const { heard, until, stop } = hearing();
  await until(({ kind }) => kind === "sync");
  const undone = newRequest();
  await expect(
    inScope(world.petra, async (tx) => {
      await createRequestInside(tx, world.petra, undone);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  const made = await createRequest(world.petra, newRequest());
  await until(isAbout(made.id));
  expect(heard.some(isAbout(undone.id))).toBe(false);
  const change = heard.find(isAbout(made.id)) ?? { kind: "sync" };
  expect(change).toEqual({ kind: "change", hint: { client: world.jansen, request: made.id } });
  expect(eventFor(world.daan, change)).toBe(`event: change\ndata: {"request":"${made.id}"}\n\n`);
  expect(eventFor(world.tom, change)).toBe("event: change\ndata: {}\n\n");
  expect(eventFor(world.eva, change)).toBeNull();

  const before = heard.length;
  await addNote(world.daan, { id: randomUUID(), requestId: made.id, body: "Intern" });
  await until((event) => isAbout(made.id)(event) && heard.indexOf(event) >= before);
  for (const event of heard.slice(before)) expect(eventFor(world.petra, event)).toBeNull();
  stop();
});

test("a stream goes on for the same session, client and role alone", () => {
  const { petra, daan, vogel } = world;
  expect([isSamePlace(petra, { ...petra }), isSamePlace(daan, { ...daan })]).toEqual([true, true]);
  for (const still of [
    null,
    daan,
    { ...petra, clientId: vogel },
    { ...petra, role: "employee" } as const,
    { ...petra, sessionId: randomUUID() },
  ])
    expect(isSamePlace(petra, still)).toBe(false);
  expect(isSamePlace(daan, { ...petra, sessionId: daan.sessionId })).toBe(false);
});
