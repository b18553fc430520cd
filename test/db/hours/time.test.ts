import { randomUUID } from "node:crypto";

import { beforeEach, expect, test } from "vitest";

import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import { postTimeEntry } from "#app/hours/post-time-entry.server.ts";
import { previewTimeEntry } from "#app/hours/preview-time-entry.server.ts";
import { getStaffEntryPage } from "#app/hours/staff-entry-page.server.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { csvText, readCsv } from "#test/db/hours/statement-world.ts";
import { openWorld } from "#test/db/ledger/world.ts";

const now = new Date("2026-11-18T13:00:00Z");
const at = <T>(run: () => T, when = now): T => asOf(when, run);

let world: { daan: StaffScope; types: Awaited<ReturnType<typeof buildWorkTypes>> } | undefined;
let client: BuiltClient, other: BuiltClient, requestId: string;

beforeEach(async () => {
  if (!world) {
    await buildMsp();
    world = {
      types: await buildWorkTypes(),
      daan: staffScope(await buildUser({ clientId: null, role: "engineer" }, { name: "Daan Visser" })),
    };
  }
  client = await buildClient();
  other = await buildClient({ name: "Kanzlei Vogel" });
  requestId = await buildRequest(client.clientId);
  await at(
    () => buildLot(client.clientId, { minutes: 600, priceMinor: 95_000 }),
    new Date("2026-11-01T08:00:00Z"),
  );
});

const set = () => {
  if (!world) throw new Error("no world");
  return world;
};
const work = (more: Partial<WorkDetails> = {}): WorkDetails => ({
  clientId: client.clientId,
  requestId,
  workedOn: day("2026-11-18"),
  start: "09:10",
  workedMinutes: 33,
  workTypeId: set().types.remote,
  nature: "reactive",
  note: "Outlook op de kassa gezet.",
  internalNote: "Oude Windows.",
  ...more,
});
const left = async (clientId = client.clientId): Promise<number> => {
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { net: number }[]
      >`select available_minutes - owed_minutes as net from hours_balance(${clientId}::uuid, ${now})`,
  );
  return row?.net ?? Number.NaN;
};
const defects = () => asSystem((tx) => tx.$queryRaw`select * from ledger_defects`);

test("time is billed by its work type's rule and taken from the block", async () => {
  const posted = await at(() => postTimeEntry(set().daan, { ...work(), entryId: randomUUID() }));
  expect(posted).toMatchObject({
    ok: true,
    value: {
      isNew: true,
      steps: { worked: 33, afterMinimum: 33, afterRounding: 35, billable: 35 },
      balance: { availableMinutes: 565, owedMinutes: 0 },
    },
  });
  expect(await left()).toBe(565);
  const audit = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { action: string; actor: string }[]
      >`select action, actor from audit_event where client_id = ${client.clientId}::uuid and action like 'time.%'`,
  );
  expect(audit).toEqual([{ action: "time.posted", actor: "Daan Visser" }]);
  expect(await defects()).toEqual([]);
});

test("a form sent eight times at once is one entry, and says so", async () => {
  const entry = { ...work(), entryId: randomUUID() };
  const all = await at(() => Promise.all(Array.from({ length: 8 }, () => postTimeEntry(set().daan, entry))));
  expect(all.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
  expect(all.every((one) => one.ok && one.value.entryId === entry.entryId)).toBe(true);
  expect(await left()).toBe(565);
  expect(await at(() => postTimeEntry(set().daan, { ...entry, workedMinutes: 60 }))).toEqual({
    ok: false,
    refusal: "already-saved",
  });
  expect(await left()).toBe(565);
  expect(await defects()).toEqual([]);
});

test("two corrections of one revision: one wins, the other is told that it is stale", async () => {
  const entryId = randomUUID();
  await at(() => postTimeEntry(set().daan, { ...work(), entryId }));
  const correction = (workedMinutes: number) =>
    correctTimeEntry(set().daan, {
      ...work({ workedMinutes }),
      entryId,
      revision: 1,
      reason: "Langer gewerkt",
    });
  const results = await at(() => Promise.all([correction(60), correction(90), correction(60)]));
  expect(results.filter((one) => one.ok)).toHaveLength(1);
  expect(results.filter((one) => !one.ok)).toEqual([
    { ok: false, refusal: "stale" },
    { ok: false, refusal: "stale" },
  ]);
  const won = results.find((one) => one.ok);
  expect(await left()).toBe(600 - (won?.ok ? won.value.steps.billable : 0));
  expect(await defects()).toEqual([]);
});

test("each revision keeps the arithmetic by which it was billed, on its pages, its statement and in its spreadsheet; one of older days says that none was kept", async () => {
  const entryId = randomUUID();
  await at(() => postTimeEntry(set().daan, { ...work({ workedMinutes: 8 }), entryId }));
  await at(() =>
    correctTimeEntry(set().daan, {
      ...work({ workedMinutes: 17 }),
      entryId,
      revision: 1,
      reason: "Langer gewerkt",
    }),
  );
  await at(() =>
    correctTimeEntry(set().daan, {
      ...work({ workedMinutes: 33 }),
      entryId,
      revision: 2,
      reason: "Nog langer",
    }),
  );
  const steps = async () =>
    (await at(() => getStaffEntryPage(set().daan, entryId))).history.map((line) =>
      line.steps?.map((step) => step.minutes),
    );
  const lines = async () =>
    (
      await at(() =>
        getStatementPage(
          set().daan,
          { id: client.clientId, zone: "Europe/Amsterdam" },
          new URLSearchParams("period=month"),
        ),
      )
    ).lines.filter((line) => line.entryId === entryId);
  const before = await steps();
  expect(before.map((minutes) => minutes?.[0])).toEqual([8, 17, 33]);
  expect(
    (await lines()).map((line) => [line.workedMinutes, line.sumLost, line.steps.map((step) => step.minutes)]),
  ).toEqual(before.map((minutes) => [minutes?.[0], false, minutes]));
  await at(() =>
    deleteTimeEntry(set().daan, { clientId: client.clientId, entryId, revision: 3, reason: "Dubbel" }),
  );
  expect(await steps()).toEqual([...before, []]);
  expect((await lines()).map((line) => line.workedMinutes)).toEqual([8, 17, 33, null]);
  const csv = readCsv(
    await csvText(
      await at(() =>
        getStatementCsv(
          set().daan,
          { id: client.clientId, zone: "Europe/Amsterdam" },
          new URLSearchParams("period=month"),
        ),
      ),
    ),
  ).filter((row) => row[8] !== "");
  expect(csv.slice(1).map((row) => row[8])).toEqual(["8", "17", "33"]);

  await openWorld().then((world) =>
    world
      .asOwner(async (tx) => {
        await tx.query("alter table time_entry_past disable trigger append_only");
        await tx.query("delete from time_entry_past where entry_id = $1 and revision = 1", [entryId]);
        await tx.query("alter table time_entry_past enable trigger append_only");
      })
      .finally(() => world.close()),
  );
  expect(await steps()).toEqual([undefined, before[1], before[2], []]);
  expect((await lines())[0]).toMatchObject({ kind: "work", steps: [], sumLost: true, workedMinutes: null });
});

test("a correction and a deletion race: what is left fits who won", async () => {
  const entryId = randomUUID();
  await at(() => postTimeEntry(set().daan, { ...work(), entryId }));
  const [corrected, deleted] = await at(() =>
    Promise.all([
      correctTimeEntry(set().daan, {
        ...work({ workedMinutes: 60 }),
        entryId,
        revision: 1,
        reason: "Langer",
      }),
      deleteTimeEntry(set().daan, { clientId: client.clientId, entryId, revision: 1, reason: "Dubbel" }),
    ]),
  );
  expect([corrected.ok, deleted.ok].filter(Boolean)).toHaveLength(1);
  expect(await left()).toBe(corrected.ok ? 540 : 600);
  expect(await defects()).toEqual([]);
});

test("deleted time comes back, its row stays, and nothing more can be changed", async () => {
  const entryId = randomUUID();
  await at(() => postTimeEntry(set().daan, { ...work(), entryId }));
  const deletion = { clientId: client.clientId, entryId, revision: 1, reason: "Hoorde bij een andere klant" };
  expect(await at(() => deleteTimeEntry(set().daan, deletion))).toEqual({
    ok: true,
    value: { availableMinutes: 600, owedMinutes: 0 },
  });
  expect(await at(() => deleteTimeEntry(set().daan, deletion))).toEqual({ ok: false, refusal: "deleted" });
  expect(
    await at(() => correctTimeEntry(set().daan, { ...work(), entryId, revision: 2, reason: "x" })),
  ).toEqual({ ok: false, refusal: "deleted" });
  expect(await defects()).toEqual([]);
});

test("an entry keeps the rule that it was saved by until its work type changes", async () => {
  const entryId = randomUUID();
  const types = await asSystem((tx) =>
    tx.workType.create({
      data: { key: `call-${entryId}`, names: { nl: "Bellen" }, minimumMinutes: 15, roundingMinutes: 15 },
      select: { id: true },
    }),
  );
  await at(() =>
    postTimeEntry(set().daan, { ...work({ workTypeId: types.id, workedMinutes: 20 }), entryId }),
  );
  await asSystem((tx) => tx.workType.update({ where: { id: types.id }, data: { roundingMinutes: 60 } }));
  const kept = await at(() =>
    correctTimeEntry(set().daan, {
      ...work({ workTypeId: types.id, workedMinutes: 31 }),
      entryId,
      revision: 1,
      reason: "Langer",
    }),
  );
  expect(kept).toMatchObject({ ok: true, value: { steps: { billable: 45 } } });
  const moved = await at(() =>
    correctTimeEntry(set().daan, {
      ...work({ workTypeId: set().types.evening, workedMinutes: 31 }),
      entryId,
      revision: 2,
      reason: "Was 's avonds",
    }),
  );
  expect(moved).toMatchObject({ ok: true, value: { steps: { billable: 53 } } });
});

test.each([
  ["another client's request", () => ({ clientId: other.clientId }), "no-such-request"],
  ["a request that isn't there", () => ({ requestId: randomUUID() }), "no-such-request"],
  ["a client that isn't there", () => ({ clientId: randomUUID() }), "no-such-request"],
  ["a work type that isn't there", () => ({ workTypeId: randomUUID() }), "no-such-work-type"],
  ["tomorrow", () => ({ workedOn: day("2026-11-19") }), "day-in-future"],
  ["a start still to come", () => ({ start: "14:01" }), "start-in-future"],
] as const)("%s is refused, and nothing is written", async (_name, change, refusal) => {
  const entryId = randomUUID();
  expect(await at(() => postTimeEntry(set().daan, { ...work(change()), entryId }))).toEqual({
    ok: false,
    refusal,
  });
  expect(await at(() => previewTimeEntry(set().daan, work(change())))).toEqual({ ok: false, refusal });
  const rows = await asSystem((tx) => tx.timeEntry.count({ where: { id: entryId } }));
  expect(rows).toBe(0);
  expect(await left()).toBe(600);
});

test("a client that takes no work below zero gets none, and its entry is not half written", async () => {
  await at(() =>
    asSystem(
      (tx) =>
        tx.$executeRaw`select hours_configure(${client.clientId}::uuid, 'policy', 'refuse', null, null, null, ${now}, 'test')`,
    ),
  );
  const entryId = randomUUID();
  const big = work({ start: "00:10", workedMinutes: 700 });
  expect(await at(() => previewTimeEntry(set().daan, big))).toMatchObject({
    ok: true,
    value: { refused: true },
  });
  expect(await at(() => postTimeEntry(set().daan, { ...big, entryId }))).toEqual({
    ok: false,
    refusal: "below-zero-refused",
  });
  expect(await asSystem((tx) => tx.timeEntry.count({ where: { id: entryId } }))).toBe(0);
  expect(await left()).toBe(600);
});

test("the preview says what saving then does, below zero and for an edit too", async () => {
  const entryId = randomUUID();
  const big = work({ start: "00:10", workedMinutes: 630 });
  expect(await at(() => previewTimeEntry(set().daan, big))).toMatchObject({
    ok: true,
    value: {
      billableMinutes: 630,
      beforeMinutes: 600,
      afterMinutes: -30,
      uncoveredMinutes: 30,
      blocks: [{ lotId: 1, minutes: 600 }],
      lateAfterDays: null,
    },
  });
  await at(() => postTimeEntry(set().daan, { ...big, entryId }));
  expect(await left()).toBe(-30);
  expect(
    await at(() => previewTimeEntry(set().daan, work({ start: "00:10", workedMinutes: 600 }), entryId)),
  ).toMatchObject({
    ok: true,
    value: {
      beforeMinutes: -30,
      afterMinutes: 0,
      blocks: [{ lotId: null, minutes: -30 }],
      uncoveredMinutes: 0,
    },
  });
  expect(await left()).toBe(-30);
});

test("two entries of one engineer in the same hours are named, also at another client", async () => {
  const elsewhere = {
    clientId: other.clientId,
    requestId: await buildRequest(other.clientId, { title: "Drucker" }),
  };
  const engineer = staffScope(await buildUser({ clientId: null, role: "engineer" }));
  const post = (more: Partial<WorkDetails>) =>
    at(() => postTimeEntry(engineer, { ...work(more), entryId: randomUUID() }));
  expect(await post({ ...elsewhere, start: "08:30", workedMinutes: 45 })).toMatchObject({
    value: { overlaps: [] },
  });
  expect(await at(() => previewTimeEntry(engineer, work()))).toMatchObject({
    value: { overlaps: [{ title: "Drucker", clientName: "Kanzlei Vogel", from: "08:30", until: "09:15" }] },
  });
  expect(await post({ start: "09:15" })).toMatchObject({ value: { overlaps: [] } });
  expect(await post({ start: "09:14" })).toMatchObject({
    value: { overlaps: [{ title: "Drucker" }, {}] },
  });
});

test("late work is taken in with a reason only, which its history keeps when the owner logs it", async () => {
  const late = work({ workedOn: day("2026-11-05"), start: null });
  expect(await at(() => previewTimeEntry(set().daan, late))).toMatchObject({
    ok: true,
    value: { lateAfterDays: 7 },
  });
  expect(await at(() => postTimeEntry(set().daan, { ...late, entryId: randomUUID() }))).toEqual({
    ok: false,
    refusal: "late-without-reason",
  });
  const entryId = randomUUID();
  expect(
    await at(() =>
      postTimeEntry(
        { ...set().daan, role: "owner" },
        { ...late, entryId, reason: "Op papier blijven liggen." },
      ),
    ),
  ).toMatchObject({ ok: true });
  const ops = await asSystem(
    (tx) =>
      tx.$queryRaw`select reason from hour_op where client_id = ${client.clientId}::uuid and subject = ${`te:${entryId}`}`,
  );
  expect(ops).toEqual([{ reason: "Op papier blijven liggen." }]);
});

test("internal notes stay with staff, whatever a client's transaction asks", async () => {
  const entryId = randomUUID();
  await at(() => postTimeEntry(set().daan, { ...work(), entryId }));
  const seen = (scope: Parameters<typeof inScope>[0]) =>
    inScope(scope, (tx) => tx.timeEntryInternalNote.count());
  expect(await seen({ kind: "client", clientId: client.clientId, userId: randomUUID() })).toBe(0);
  expect(await seen(set().daan)).toBeGreaterThan(0);
  const entry = await inScope({ kind: "client", clientId: other.clientId, userId: randomUUID() }, (tx) =>
    tx.timeEntry.count(),
  );
  expect(entry).toBe(0);
});
