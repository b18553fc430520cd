import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { noticeWaiting } from "#app/hours/approval/approval-letters.server.ts";
import { approveTime } from "#app/hours/approval/approve-time.server.ts";
import { redraftTime } from "#app/hours/approval/redraft-time.server.ts";
import { rejectTime } from "#app/hours/approval/reject-time.server.ts";
import { setTimeSetting } from "#app/hours/approval/set-time-setting.server.ts";
import { withdrawTime } from "#app/hours/approval/withdraw-time.server.ts";
import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { postTimeEntry } from "#app/hours/post-time-entry.server.ts";
import { askAboutEntry } from "#app/hours/query/ask-about-entry.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { buildClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";

import {
  actions,
  at,
  buildScene,
  days,
  defects,
  left,
  letters,
  now,
  ops,
  workOf,
  type Scene,
} from "./approval-world.ts";

let scene: Scene;
let before = 0;
beforeAll(async () => {
  scene = await buildScene();
});
beforeEach(async () => {
  await at(() => buildLot(scene.jansen, { minutes: 600, priceMinor: 95_000 }));
  await scene.set({ approval: "none" });
  before = await left(scene.jansen);
});

const seen = (entryId: string, version = 1) => ({ clientId: scene.jansen, entryId, version });
const approve = async (scope: Scope, ...entries: { clientId: string; entryId: string; version: number }[]) =>
  (await at(() => approveTime(scope, entries))).map(({ result }) =>
    result.ok ? result.value : result.refusal,
  );
const waiting = (entryId: string) =>
  asSystem(
    (tx) => tx.$queryRaw`
  select a.state, a.awaits, a.version, a.late, e.revision from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id where a.entry_id = ${entryId}::uuid`,
  );
const redraft = (entryId: string, version: number, more: object = {}) =>
  at(() => redraftTime(scene.daan, { ...workOf(scene), entryId, version, reason: "", ...more }));

describe("whose word is needed", () => {
  test.each([
    ["none", "daan", "counts"],
    ["none", "noor", "counts"],
    ["lead", "daan", "lead"],
    ["lead", "iris", "counts"],
    ["lead", "noor", "counts"],
    ["client", "daan", "client"],
    ["client", "noor", "client"],
  ] as const)("setting %s, logged by %s: %s", async (approval, who, expected) => {
    await scene.set({ approval });
    const entryId = await scene.post(scene[who]);
    expect(await left(scene.jansen)).toBe(before - (expected === "counts" ? 60 : 0));
    expect(await waiting(entryId)).toMatchObject(
      expected === "counts" ? [] : [{ state: "pending", awaits: expected, revision: 0 }],
    );
    expect(await ops(entryId)).toHaveLength(expected === "counts" ? 1 : 0);
    expect(await defects()).toEqual([]);
  });

  test.each([
    ["daan", "client", "own-time"],
    ["iris", "client", "not-asked"],
    ["tom", "client", "not-asked"],
    ["frits", "client", "not-asked"],
    ["eva", "client", "no-such-entry"],
    ["petra", "lead", "not-asked"],
    ["anna", "lead", "not-asked"],
    ["fien", "lead", "not-asked"],
    ["daan", "lead", "own-time"],
  ] as const)("%s can't say yes where the %s is asked: %s", async (who, approval, refusal) => {
    await scene.set({ approval });
    const entryId = await scene.post(scene.daan);
    expect(await approve(scene[who], seen(entryId))).toEqual([refusal]);
    expect(await left(scene.jansen)).toBe(before);
  });
});

test("a yes brings an entry to revision 1 and draws its minutes", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  expect(await approve(scene.anna, seen(entryId))).toEqual(["counts"]);
  expect(await left(scene.jansen)).toBe(before - 60);
  expect(await ops(entryId)).toMatchObject([{ revision: 1, minutes: 60 }]);
  expect(await approve(scene.petra, seen(entryId))).toEqual(["already-decided"]);
  expect((await actions(scene.jansen, "time.%")).slice(-2)).toEqual(["time.waiting", "time.approved"]);
  expect(await defects()).toEqual([]);
});

test("who became a lead meanwhile still can't say yes to time of their own", async () => {
  await scene.set({ approval: "lead" });
  const entryId = await scene.post(scene.daan);
  expect(await approve({ ...scene.daan, role: "owner" }, seen(entryId))).toEqual(["own-time"]);
  expect(await left(scene.jansen)).toBe(before);
});

test("two approvers and one who sends back, all at once: one wins, the minutes fit", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  const [first, second, third] = await at(() =>
    Promise.all([
      approveTime(scene.anna, [seen(entryId)]),
      approveTime(scene.petra, [seen(entryId)]),
      rejectTime(scene.petra, { ...seen(entryId), words: "Nee" }),
    ]),
  );
  const results = [first[0]?.result, second[0]?.result, third];
  expect(results.filter((one) => one?.ok)).toHaveLength(1);
  expect(
    results
      .filter((one) => one && !one.ok)
      .every((one) => one && !one.ok && one.refusal === "already-decided"),
  ).toBe(true);
  expect(await left(scene.jansen)).toBe(before - (third.ok ? 0 : 60));
  expect(await ops(entryId)).toHaveLength(third.ok ? 0 : 1);
});

test("what changed after it was read is not approved unseen", async () => {
  await scene.set({ approval: "lead" });
  const entryId = await scene.post(scene.daan);
  expect(await redraft(entryId, 1, { workedMinutes: 120 })).toMatchObject({
    ok: true,
    value: { waits: "lead", steps: { billable: 120 } },
  });
  expect(await approve(scene.iris, seen(entryId))).toEqual(["changed-meanwhile"]);
  expect(await left(scene.jansen)).toBe(before);
  expect(await approve(scene.iris, seen(entryId, 2))).toEqual(["counts"]);
  expect(await left(scene.jansen)).toBe(before - 120);
});

test("an edit and an approval race: what counts is what was approved", async () => {
  await scene.set({ approval: "lead" });
  const entryId = await scene.post(scene.daan);
  const [edited, [approved]] = await Promise.all([
    redraft(entryId, 1, { workedMinutes: 120 }),
    at(() => approveTime(scene.iris, [seen(entryId)])),
  ]);
  expect([edited.ok, approved?.result.ok].filter(Boolean)).toHaveLength(1);
  expect(await left(scene.jansen)).toBe(before - (edited.ok ? 0 : 60));
});

test("several at once: what one is refused keeps no other waiting", async () => {
  await scene.set({ approval: "client" });
  const [one = "", two = "", three = ""] = [
    await scene.post(scene.daan),
    await scene.post(scene.daan, { workedMinutes: 30 }),
    await scene.post(scene.daan),
  ];
  expect(await approve(scene.petra, seen(one), seen(two, 7), seen(three), seen(randomUUID()))).toEqual([
    "counts",
    "changed-meanwhile",
    "counts",
    "no-such-entry",
  ]);
  expect(await left(scene.jansen)).toBe(before - 120);
});

test("sent back with words: a letter to the engineer, who changes it and asks anew, or withdraws it", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  expect(await at(() => rejectTime(scene.anna, { ...seen(entryId), words: "Dit was garantie." }))).toEqual({
    ok: true,
    value: null,
  });
  expect(await letters("approval-rejected")).toMatchObject([
    { recipient: scene.daan.email, props: { words: "Dit was garantie.", by: "Anna Goed", minutes: 60 } },
  ]);
  expect(await approve(scene.anna, seen(entryId, 2))).toEqual(["already-decided"]);
  expect(
    await at(() => redraftTime(scene.iris, { ...workOf(scene), entryId, version: 2, reason: "" })),
  ).toEqual({ ok: false, refusal: "not-yours" });
  expect(await redraft(entryId, 2, { workedMinutes: 20, reason: "Alleen het werk erna." })).toMatchObject({
    ok: true,
    value: { waits: "client" },
  });
  const withdraw = (version: number) =>
    at(() => withdrawTime(scene.daan, { ...seen(entryId, version), reason: "Toch garantie." }));
  expect(await withdraw(2)).toEqual({ ok: false, refusal: "stale" });
  expect(await withdraw(3)).toEqual({ ok: true, value: null });
  expect(await withdraw(4)).toEqual({ ok: false, refusal: "deleted" });
  expect(await left(scene.jansen)).toBe(before);
  expect(
    await asSystem(
      (tx) =>
        tx.$queryRaw`select step from time_approval_step where entry_id = ${entryId}::uuid order by version`,
    ),
  ).toEqual([{ step: "asked" }, { step: "rejected" }, { step: "changed" }, { step: "withdrawn" }]);
  expect(await defects()).toEqual([]);
});

test("another setting leaves what waits with who was asked", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  await scene.set({ approval: "none" });
  expect(await approve(scene.iris, seen(entryId))).toEqual(["not-asked"]);
  expect(await redraft(entryId, 1, { workedMinutes: 30 })).toMatchObject({
    ok: true,
    value: { waits: "client" },
  });
  expect(await approve(scene.petra, seen(entryId, 2))).toEqual(["counts"]);
  expect(await left(scene.jansen)).toBe(before - 30);
});

test("approval can't be gone around by a correction, which may still give minutes back", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  await approve(scene.petra, seen(entryId));
  const correct = (workedMinutes: number, revision: number) =>
    at(() =>
      correctTimeEntry(scene.noor, { ...workOf(scene), workedMinutes, entryId, revision, reason: "Anders" }),
    );
  expect(await correct(90, 1)).toEqual({ ok: false, refusal: "needs-approval" });
  expect(await correct(30, 1)).toMatchObject({ ok: true, value: { steps: { billable: 30 } } });
});

test("a waiting entry can't be asked about, nor corrected as if it counted", async () => {
  await scene.set({ approval: "client" });
  const entryId = await scene.post(scene.daan);
  expect(
    await at(() => askAboutEntry(scene.petra, { formId: randomUUID(), entryId, revision: 0, reason: "?" })),
  ).toEqual({ ok: false, refusal: "waits" });
  expect(
    await at(() => correctTimeEntry(scene.daan, { ...workOf(scene), entryId, revision: 1, reason: "x" })),
  ).toEqual({ ok: false, refusal: "stale" });
});

describe("late work", () => {
  const late = { workedOn: day("2026-11-05"), start: null, reason: "Op papier blijven liggen." };

  test("needs a reason and another lead, unless the owner logs it", async () => {
    const entryId = await scene.post(scene.daan, late);
    expect(await waiting(entryId)).toEqual([
      { state: "pending", awaits: "lead", version: 1, late: true, revision: 0 },
    ]);
    const ofIris = await scene.post(scene.iris, late);
    expect(await approve(scene.iris, seen(ofIris))).toEqual(["own-time"]);
    expect(await left(scene.jansen)).toBe(before);
    await scene.post(scene.noor, late);
    expect(await left(scene.jansen)).toBe(before - 60);
    expect(await approve(scene.noor, seen(entryId))).toEqual(["counts"]);
    expect(await ops(entryId)).toMatchObject([{ reason: "Op papier blijven liggen." }]);
  });

  test("for a client that approves by itself goes to a lead first, then to the client", async () => {
    await scene.set({ approval: "client" });
    const entryId = await scene.post(scene.daan, late);
    expect(await approve(scene.petra, seen(entryId))).toEqual(["not-asked"]);
    expect(await approve(scene.iris, seen(entryId))).toEqual(["passed-on"]);
    expect(await left(scene.jansen)).toBe(before);
    expect(await approve(scene.petra, seen(entryId, 2))).toEqual(["counts"]);
    expect(await left(scene.jansen)).toBe(before - 60);
  });

  test("brought back within the window needs nobody and counts at once", async () => {
    const entryId = await scene.post(scene.daan, late);
    expect(await redraft(entryId, 1, { workedOn: day("2026-11-17"), start: "09:00" })).toMatchObject({
      ok: true,
      value: { waits: null },
    });
    expect(await left(scene.jansen)).toBe(before - 60);
    expect(await defects()).toEqual([]);
  });

  test("a correction can't move work beyond the window, or add to old work, without a lead", async () => {
    const entryId = await scene.post(scene.daan);
    const move = { ...workOf(scene), ...late, entryId, revision: 1 };
    expect(await at(() => correctTimeEntry(scene.daan, move))).toEqual({
      ok: false,
      refusal: "needs-approval",
    });
    expect(
      await at(
        () =>
          correctTimeEntry(scene.daan, {
            ...workOf(scene),
            workedMinutes: 90,
            entryId,
            revision: 1,
            reason: "x",
          }),
        days(9),
      ),
    ).toEqual({ ok: false, refusal: "needs-approval" });
    expect(await at(() => correctTimeEntry(scene.iris, move))).toEqual({
      ok: false,
      refusal: "needs-approval",
    });
    for (const approval of ["lead", "client"] as const) {
      await scene.set({ approval });
      expect(await at(() => correctTimeEntry(scene.daan, move))).toEqual({
        ok: false,
        refusal: "needs-approval",
      });
    }
    expect(await at(() => correctTimeEntry(scene.noor, move))).toEqual({
      ok: false,
      refusal: "needs-approval",
    });
    await scene.set({ approval: "none" });
    expect(await at(() => correctTimeEntry(scene.noor, move))).toMatchObject({ ok: true });
  });

  test.each([
    ["2024-11-18", true],
    ["2024-11-17", false],
  ])("of %s: may still be logged: %s", async (workedOn, may) => {
    const posted = await at(() =>
      postTimeEntry(scene.daan, {
        ...workOf(scene),
        ...late,
        workedOn: day(workedOn),
        entryId: randomUUID(),
      }),
    );
    expect(posted.ok || posted.refusal).toBe(may || "too-long-ago");
  });
});

test("a retired work type takes no new work, and lets old work be corrected", async () => {
  const entryId = await scene.post(scene.daan);
  await asSystem((tx) => tx.workType.update({ where: { id: scene.types.remote }, data: { active: false } }));
  const refused = await at(() => postTimeEntry(scene.daan, { ...workOf(scene), entryId: randomUUID() }));
  const corrected = await at(() =>
    correctTimeEntry(scene.daan, {
      ...workOf(scene),
      workedMinutes: 30,
      entryId,
      revision: 1,
      reason: "Korter",
    }),
  );
  await asSystem((tx) => tx.workType.update({ where: { id: scene.types.remote }, data: { active: true } }));
  expect(refused).toEqual({ ok: false, refusal: "no-such-work-type" });
  expect(corrected).toMatchObject({ ok: true });
});

test("a client that takes no work below zero: too much is refused when logged, and at the yes when hours ran out meanwhile", async () => {
  const { clientId } = await buildClient({ name: "Garage Smit" });
  const requestId = await buildRequest(clientId);
  await at(() => buildLot(clientId, { minutes: 600 }));
  await at(() => setTimeSetting(scene.noor, { clientId, approval: "lead", queryDays: null }));
  await at(() =>
    asSystem(
      (tx) =>
        tx.$executeRaw`select hours_configure(${clientId}::uuid, 'policy', 'refuse', null, null, null, ${now}, 'test')`,
    ),
  );
  const [one, two] = [
    await scene.post(scene.daan, { clientId, requestId, start: "08:00", workedMinutes: 310 }),
    await scene.post(scene.daan, { clientId, requestId, start: "08:00", workedMinutes: 310 }),
  ];
  const tooMuch = {
    ...workOf(scene),
    clientId,
    requestId,
    start: "00:10",
    workedMinutes: 610,
    entryId: randomUUID(),
  };
  expect(await at(() => postTimeEntry(scene.daan, tooMuch))).toEqual({
    ok: false,
    refusal: "below-zero-refused",
  });
  expect(await asSystem((tx) => tx.timeEntry.count({ where: { id: tooMuch.entryId } }))).toBe(0);
  expect(
    await approve(scene.iris, { clientId, entryId: one, version: 1 }, { clientId, entryId: two, version: 1 }),
  ).toEqual(["counts", "below-zero-refused"]);
  expect(await waiting(two)).toMatchObject([{ state: "pending", revision: 0 }]);
  expect(await left(clientId)).toBe(290);
});

test("a frozen account keeps time waiting, in words", async () => {
  await scene.set({ approval: "lead" });
  const entryId = await scene.post(scene.daan);
  const freeze = (reason: string | null) =>
    asSystem((tx) => tx.$executeRaw`select hours_freeze(${scene.jansen}::uuid, ${reason}, ${now})`);
  await freeze("test");
  expect(await approve(scene.iris, seen(entryId))).toEqual(["account-frozen"]);
  await freeze(null);
  expect(await approve(scene.iris, seen(entryId))).toEqual(["counts"]);
});

test("those who are asked hear of it once a day", async () => {
  await scene.set({ approval: "client" });
  await scene.post(scene.daan);
  await Promise.all([
    at(() => noticeWaiting()),
    at(() => noticeWaiting(), new Date(now.getTime() + 3_600_000)),
  ]);
  const first = await letters("approval-waiting");
  const clients = [scene.petra.email, scene.anna.email];
  expect(
    first
      .map(({ recipient }) => recipient)
      .filter((one) => clients.includes(one))
      .sort(),
  ).toEqual([...clients].sort());
  expect(
    first.some(({ recipient }) =>
      [scene.tom.email, scene.frits.email, scene.eva.email, scene.daan.email].includes(recipient),
    ),
  ).toBe(false);
  await at(() => noticeWaiting(), days(1));
  expect(
    (await letters("approval-waiting")).filter(({ recipient }) => recipient === scene.anna.email),
  ).toHaveLength(2);
});
