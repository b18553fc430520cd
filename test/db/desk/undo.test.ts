import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { actOnRequest, actOnRequests, undoAct, type RequestAct } from "#app/desk/act-on-request.server.ts";
import { getQueuePage } from "#app/desk/queue-page.server.ts";
import { readQueueFilter } from "#app/desk/queue-filter.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { performJob } from "#app/platform/jobs.server.ts";
import { sendLetterJob } from "#app/platform/mail/send-letter.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { action } from "#app/routes/staff/requests.tsx";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const at = (time: string) => new Date(`2026-11-18T${time}Z`);
const ask = async (title = "Printer"): Promise<string> =>
  (await createRequest(world.tom, { id: randomUUID(), clientId: "", title, description: "" })).id;

/** How a request stands, without what counts its changes. */
const standing = async (id: string) => {
  const { state, priority, assigneeId, snoozedUntil, closedAt } = await asSystem((tx) =>
    tx.request.findFirstOrThrow({ where: { id } }),
  );
  return { state, priority, assigneeId, snoozedUntil, closedAt };
};
const didOf = async (scope: StaffScope, id: string, act: RequestAct): Promise<string> => {
  const done = await actOnRequest(scope, id, act);
  if (!done.ok || done.undo === null) throw new Error("the act can't be undone");
  return done.undo;
};
const undoneRows = (number: number) =>
  asSystem((tx) => tx.auditEvent.count({ where: { action: "request.undone", target: `request:${number}` } }));

test("each act is undone to how the request stood, once, by who did it, and stands in the audit log", async () => {
  const id = await ask();
  const acts: RequestAct[] = [
    { intent: "snooze", until: "tomorrow" },
    { intent: "take" },
    { intent: "assign", from: world.daan.userId, to: world.iris.userId },
    { intent: "priority", to: "critical" },
    { intent: "move", from: "in_progress", to: "waiting" },
    { intent: "move", from: "waiting", to: "done" },
    { intent: "move", from: "done", to: "in_progress" },
  ];
  for (const act of acts) {
    const before = await standing(id);
    const actId = await didOf(world.daan, id, act);
    const after = await standing(id);
    expect(after).not.toEqual(before);
    expect(await undoAct(world.iris, actId)).toEqual({ done: [], refused: [] });
    const [first, again] = [await undoAct(world.daan, actId), await undoAct(world.daan, actId)];
    expect([first.done.length, first.refused, again.done.length]).toEqual([1, [], 1]);
    expect(await standing(id), act.intent).toEqual(before);
    await actOnRequest(world.daan, id, act);
    const still = await undoAct(world.daan, actId);
    expect(still.done, "an act that was undone stays undone").toHaveLength(1);
    expect(await standing(id)).toMatchObject({ state: after.state, assigneeId: after.assigneeId });
  }
  const { number } = await asSystem((tx) => tx.request.findFirstOrThrow({ where: { id } }));
  expect(await undoneRows(Number(number))).toBe(acts.length);
  expect(await actOnRequest(world.daan, id, { intent: "priority", to: "critical" })).toMatchObject({
    undo: null,
  });
});

test("who asked hears nothing of a request that was closed by mistake; once the letter is on its way the request stays closed", async () => {
  const [first, second] = [await ask(), await ask()];
  const close: RequestAct = { intent: "move", from: "new", to: "done" };
  const letterOf = (id: string) =>
    asSystem((tx) => tx.letter.findFirstOrThrow({ where: { key: { startsWith: `request-done:${id}:` } } }));
  const neverRendered = sendLetterJob(() => Promise.reject(new Error("rendered")));

  const closed = await didOf(world.daan, first, close);
  expect((await undoAct(world.daan, closed)).refused).toEqual([]);
  const withdrawn = await letterOf(first);
  expect(withdrawn.withdrawnAt).toBeInstanceOf(Date);
  await performJob(neverRendered, { letterId: withdrawn.id });

  const sent = await didOf(world.daan, second, close);
  await expect(performJob(neverRendered, { letterId: (await letterOf(second)).id })).rejects.toThrow(
    "rendered",
  );
  expect((await undoAct(world.daan, sent)).refused[0]?.refused).toMatchObject({ refusal: "letter-sent" });
  expect(await standing(second)).toMatchObject({ state: "done" });
});

test("several at once are undone one by one: what somebody changed since stays, and after some seconds all of it", async () => {
  const [one, two] = [await ask(), await ask()];
  const { undo } = await asOf(at("09:00:00"), () =>
    actOnRequests(world.daan, [one, two], { intent: "take" }),
  );
  await asOf(at("09:00:05"), () => actOnRequest(world.iris, two, { intent: "priority", to: "high" }));
  const sent = await asOf(at("09:00:06"), async () => {
    const request = await requestOf(world.daan, "/staff/requests", { intent: "undo-act", act: undo ?? "" });
    return statusOf(() => action({ request, params: {}, context: {} }));
  });
  expect(sent).toBe(409);
  expect(await standing(one)).toMatchObject({ state: "new", assigneeId: null });
  expect(await standing(two)).toMatchObject({ state: "in_progress", assigneeId: world.daan.userId });

  const late = await asOf(at("10:00:00"), () => didOf(world.daan, one, { intent: "take" }));
  const { refused } = await asOf(at("10:00:16"), () => undoAct(world.daan, late));
  expect(refused).toMatchObject([{ refused: { refusal: "too-late" } }]);
  expect(await standing(one)).toMatchObject({ assigneeId: world.daan.userId });
});

test("of an undo and a colleague's act at once neither gets lost", async () => {
  for (let round = 0; round < 8; round++) {
    const id = await ask();
    const actId = await didOf(world.daan, id, { intent: "take" });
    const [undone, changed] = await Promise.all([
      undoAct(world.daan, actId),
      actOnRequest(world.iris, id, { intent: "priority", to: "critical" }),
    ]);
    expect(changed.ok).toBe(true);
    expect(undone.done.length + undone.refused.length).toBe(1);
    expect(await standing(id)).toMatchObject({
      priority: "critical",
      assigneeId: undone.done.length === 1 ? null : world.daan.userId,
    });
  }
});

test("a request knows how long it waits", async () => {
  await asOf(at("08:00:00"), () => ask("Wachtende printer"));
  const { rows } = await asOf(at("11:30:30"), () =>
    getQueuePage(world.daan, readQueueFilter(new URLSearchParams("q=Wachtende")), 1),
  );
  expect(rows.map(({ ageMinutes, minutesLeft }) => [ageMinutes, minutesLeft])).toEqual([[210, null]]);
});
