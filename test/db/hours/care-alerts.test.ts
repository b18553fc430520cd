import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { hoursJobs } from "#app/hours/jobs.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
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
  asSystem((tx) => tx.$queryRaw<Sent[]>`select recipient, template, props, locale from letter where client_id = ${clientId}::uuid and template = ${template} order by created_at, recipient`);

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

const work = (at: Date, workedMinutes: number) => asOf(at, () => buildTimeEntry(daan, { clientId: client.clientId, requestId, workTypeId: types.remote, workedMinutes }));
const look = (at: Date, clientId = client.clientId) => asOf(at, () => hoursJobs["hours.look-at-balance"]({ clientId }));

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
    await asOf(later(4), () => deleteTimeEntry(daan, { clientId: client.clientId, entryId, revision: 1, reason: "wrong client" }));
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
    await asSystem((tx) => tx.$executeRaw`insert into hour_alert (client_id, kind, level, to_buyers, user_ids, created_at)
      values (${client.clientId}::uuid, 'percent', 50, false, array[${tom.userId}]::uuid[], ${start})`);
    await work(later(1), 300);
    await look(later(1));
    expect((await letters(client.clientId)).map(({ recipient }) => recipient)).toEqual([tom.email]);
    await asSystem((tx) => tx.$executeRaw`update membership set ended_at = ${later(2)} where user_id = ${petra.userId}::uuid`);
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
    await asOf(later(2), () => buildTimeEntry(daan, { clientId: bare.clientId, requestId: request, workTypeId: types.remote }));
    await look(later(2), bare.clientId);
    expect((await letters(bare.clientId)).map(({ recipient, props }) => [recipient, props["balanceMinutes"]])).toEqual([[eva.email, -30]]);
  });

  test("writing time asks for a look with the same transaction, one for many", async () => {
    await work(later(1), 30);
    await work(later(2), 30);
    const queue = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
    await queue.connect();
    const { rows } = await queue.query("select task_identifier as task from graphile_worker.jobs where key = $1", [`look:${client.clientId}`]);
    await queue.end();
    expect(rows).toEqual([{ task: "hours.look-at-balance" }]);
  });
});
