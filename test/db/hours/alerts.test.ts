import { performJob } from "#app/platform/jobs.server.ts";
import { randomUUID } from "node:crypto";

import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { findOutlook } from "#app/hours/runway/outlook.server.ts";
import { getRunway } from "#app/hours/runway/runway-page.server.ts";
import { getAlertsPage, removeAlert, setAlert, watchClient } from "#app/hours/alerts/set-alerts.server.ts";
import { hoursJobs } from "#app/hours/jobs.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { renderLetter } from "#emails/index.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

const start = new Date("2026-03-02T09:00:00Z");
const later = (hours: number): Date => new Date(start.getTime() + hours * 3_600_000);
type Sent = { recipient: string; template: string; props: Record<string, unknown>; locale: string };
const letters = (clientId: string, template = "hours-low"): Promise<Sent[]> =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        Sent[]
      >`select recipient, template, props, locale from letter where client_id = ${clientId}::uuid and template = ${template} order by created_at, recipient`,
  );

let daan: StaffScope, types: Awaited<ReturnType<typeof buildWorkTypes>>;
let client: BuiltClient, petra: BuiltUser, tom: BuiltUser, requestId: string;
beforeAll(async () => {
  await buildMsp();
  types = await buildWorkTypes();
  daan = staffScope(await buildUser({ clientId: null, role: "engineer" }));
});
beforeEach(async () => {
  client = await buildClient();
  petra = await buildUser({ clientId: client.clientId, role: "manager" });
  tom = await buildUser({ clientId: client.clientId, role: "employee" });
  requestId = await buildRequest(client.clientId);
  await asOf(start, () => buildLot(client.clientId, { minutes: 600 }));
});

const work = (at: Date, workedMinutes: number) =>
  asOf(at, () =>
    buildTimeEntry(daan, { clientId: client.clientId, requestId, workTypeId: types.remote, workedMinutes }),
  );
const look = (at: Date, clientId = client.clientId) =>
  asOf(at, () => performJob(hoursJobs["hours.look-at-balance"], { clientId }));

describe("low-balance letters", () => {
  test("one at the account's own level, to who may buy, once an episode: and again after it was well in between", async () => {
    await work(later(1), 475);
    await look(later(1));
    expect(await letters(client.clientId)).toEqual([]);
    const { entryId } = await work(later(2), 5);
    await look(later(2));
    await look(later(3));
    const first = await letters(client.clientId);
    expect(first.map(({ recipient }) => recipient)).toEqual([petra.email]);
    expect(first[0]?.props).toMatchObject({ balanceMinutes: 110, levelMinutes: 120, staffUrl: null });
    await asOf(later(4), () =>
      deleteTimeEntry(daan, { clientId: client.clientId, entryId, revision: 1, reason: "wrong client" }),
    );
    await look(later(4));
    await work(later(5), 60);
    await look(later(5));
    expect(await letters(client.clientId)).toHaveLength(2);
    const rendered = await renderLetter("hours-low", first[0]?.props);
    expect(rendered.text).toContain("/buy");
  });

  test("eight workers at once write one letter", async () => {
    await work(later(1), 500);
    await Promise.all(Array.from({ length: 8 }, () => look(later(2))));
    expect(await letters(client.clientId)).toHaveLength(1);
  });

  test("each level speaks once, to its own people; who is gone hears nothing more", async () => {
    await asSystem(
      (tx) => tx.$executeRaw`insert into hour_alert (client_id, kind, level, to_buyers, user_ids, created_at)
      values (${client.clientId}::uuid, 'percent', 50, false, array[${tom.userId}]::uuid[], ${start})`,
    );
    await work(later(1), 300);
    await look(later(1));
    expect((await letters(client.clientId)).map(({ recipient }) => recipient)).toEqual([tom.email]);
    await asSystem(
      (tx) =>
        tx.$executeRaw`update membership set ended_at = ${later(2)} where user_id = ${petra.userId}::uuid`,
    );
    await work(later(3), 300);
    await look(later(3));
    expect(await letters(client.clientId)).toHaveLength(1);
  });

  test("an account that never had hours says nothing; one below zero does", async () => {
    const bare = await buildClient();
    const eva = await buildUser({ clientId: bare.clientId, role: "finance" });
    await look(later(1), bare.clientId);
    expect(await letters(bare.clientId)).toEqual([]);
    const request = await buildRequest(bare.clientId);
    await asOf(later(2), () =>
      buildTimeEntry(daan, { clientId: bare.clientId, requestId: request, workTypeId: types.remote }),
    );
    await look(later(2), bare.clientId);
    expect(
      (await letters(bare.clientId)).map(({ recipient, props }) => [recipient, props["balanceMinutes"]]),
    ).toEqual([[eva.email, -30]]);
  });

  test("hours that are added begin no episode; work after them does", async () => {
    const bare = await buildClient();
    await buildUser({ clientId: bare.clientId, role: "finance" });
    await asOf(start, () => buildLot(bare.clientId, { minutes: 60 }));
    await look(later(1), bare.clientId);
    expect(await letters(bare.clientId)).toEqual([]);
    const request = await buildRequest(bare.clientId);
    await asOf(later(2), () =>
      buildTimeEntry(daan, { clientId: bare.clientId, requestId: request, workTypeId: types.remote }),
    );
    await look(later(2), bare.clientId);
    expect(await letters(bare.clientId)).toHaveLength(1);
  });

  test("a managed client hears nothing of the level that every account begins with, but of one that it chose", async () => {
    await asSystem(
      (tx) => tx.$executeRaw`update client set kind = 'managed' where id = ${client.clientId}::uuid`,
    );
    await work(later(1), 500);
    await look(later(1));
    expect(await letters(client.clientId)).toEqual([]);
    await asSystem(
      (tx) =>
        tx.$executeRaw`insert into hour_alert (client_id, kind, level, created_at) values (${client.clientId}::uuid, 'minutes', 110, ${start})`,
    );
    await look(later(2));
    expect(await letters(client.clientId)).toHaveLength(1);
  });

  test("where blocks are added by themselves nobody is invited to buy", async () => {
    await asSystem(
      (tx) =>
        tx.$queryRaw`select hours_configure_topup(${client.clientId}::uuid, 'on', 'charge', 120, 600, 4, null, ${start}, 'user:test')::text`,
    );
    await work(later(1), 500);
    await look(later(1));
    expect((await letters(client.clientId)).map(({ props }) => [props["topsUp"], props["links"]])).toEqual([
      [true, null],
    ]);
  });

  test("work that waits for approval is no part of the pace", async () => {
    for (const hours of [1, 2, 600]) await work(later(hours), 60);
    const { entryId } = await work(later(601), 300);
    await asSystem((tx) => tx.$executeRaw`update time_entry set revision = 0 where id = ${entryId}::uuid`);
    const outlook = await asSystem((tx) => findOutlook(tx, client.clientId, later(602)));
    const [row] = (await asOf(later(602), () => getRunway(daan))).filter(({ id }) => id === client.clientId);
    expect(outlook?.perMonthMinutes).toBe(Math.round((180 * 365) / 12 / 26));
    expect([row?.perMonthMinutes, row?.weeks.reduce((sum, week) => sum + week, 0)]).toEqual([
      outlook?.perMonthMinutes,
      180,
    ]);
  });

  test("writing time asks for a look with the same transaction, one for many", async () => {
    await work(later(1), 30);
    await work(later(2), 30);
    const queue = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
    await queue.connect();
    const { rows } = await queue.query(
      "select task_identifier as task from graphile_worker.jobs where key = $1",
      [`look:${client.clientId}`],
    );
    await queue.end();
    expect(rows).toEqual([{ task: "hours.look-at-balance" }]);
  });
});

describe("who is told of what", () => {
  const petras = (): ClientScope => ({
    kind: "client",
    ...petra,
    clientId: client.clientId,
    clientName: client.name,
    role: "manager",
    sessionId: randomUUID(),
  });
  const wanted = () => ({
    id: randomUUID(),
    kind: "minutes" as const,
    level: 300,
    toBuyers: false,
    userIds: [tom.userId],
  });

  test("the client chooses levels and people; one form is one alert, one level stands once", async () => {
    const one = wanted();
    expect(await Promise.all(Array.from({ length: 4 }, () => setAlert(petras(), one)))).toEqual(
      Array.from({ length: 4 }, () => ({ ok: true, value: null })),
    );
    expect(await setAlert(petras(), { ...wanted(), userIds: [petra.userId] })).toEqual({
      ok: false,
      refusal: "same-level",
    });
    expect(await setAlert(petras(), { ...wanted(), level: 1, userIds: [] })).toEqual({
      ok: false,
      refusal: "nobody-told",
    });
    expect(await setAlert(petras(), { ...wanted(), level: 1, userIds: [daan.userId] })).toEqual({
      ok: false,
      refusal: "not-a-colleague",
    });
    const page = await getAlertsPage(petras());
    expect(page.alerts.map(({ kind, level, toBuyers }) => [kind, level, toBuyers])).toEqual([
      ["account", 0, true],
      ["minutes", 300, false],
    ]);
    expect(page.people.map(({ userId }) => userId).sort()).toEqual([petra.userId, tom.userId].sort());
    const rows = await asSystem(
      (tx) =>
        tx.$queryRaw<
          { action: string }[]
        >`select action from audit_event where client_id = ${client.clientId}::uuid and action like 'hours.alert%'`,
    );
    expect(rows).toHaveLength(1);
    await work(later(1), 300);
    await look(later(1));
    expect((await letters(client.clientId)).map(({ recipient }) => recipient)).toEqual([tom.email]);
  });

  test("what was taken away is quiet, and does not come back by an old form", async () => {
    const { alerts } = await getAlertsPage(petras());
    const id = alerts[0]?.id ?? "";
    await removeAlert(petras(), id);
    await removeAlert(petras(), id);
    expect(await setAlert(petras(), { ...wanted(), id })).toEqual({ ok: false, refusal: "alert-gone" });
    await work(later(1), 590);
    await look(later(1));
    expect(await letters(client.clientId)).toEqual([]);
  });

  test("staff who watch a client get a copy that leads to the client's page, until they stop", async () => {
    await watchClient(daan, client.clientId, true);
    await watchClient(daan, client.clientId, true);
    const { entryId } = await work(later(1), 590);
    await look(later(1));
    const [copy] = (await letters(client.clientId)).filter(({ recipient }) => recipient === daan.email);
    expect(copy?.props["staffUrl"]).toMatch(`/staff/clients/${client.clientId}`);
    expect((await letters(client.clientId)).map(({ recipient }) => recipient).sort()).toEqual(
      [daan.email, petra.email].sort(),
    );
    await watchClient(daan, client.clientId, false);
    await asOf(later(2), () =>
      deleteTimeEntry(daan, { clientId: client.clientId, entryId, revision: 1, reason: "wrong" }),
    );
    await look(later(2));
    await work(later(3), 590);
    await look(later(3));
    expect((await letters(client.clientId)).filter(({ recipient }) => recipient === daan.email)).toHaveLength(
      1,
    );
  });

  test("nobody sets another client's alerts", async () => {
    const other = await buildClient();
    const { alerts } = await asSystem(async (tx) => ({
      alerts: await tx.$queryRaw<
        { id: string }[]
      >`select id::text from hour_alert where client_id = ${other.clientId}::uuid`,
    }));
    await removeAlert(petras(), alerts[0]?.id ?? "");
    const left = await asSystem(
      (tx) =>
        tx.$queryRaw<
          object[]
        >`select 1 from hour_alert where client_id = ${other.clientId}::uuid and removed_at is null`,
    );
    expect(left).toHaveLength(1);
  });
});
