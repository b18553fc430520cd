import { performJob } from "#app/platform/jobs.server.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { setClientHours } from "#app/hours/configure-hours.server.ts";
import { listLocked } from "#app/hours/adjustments/thaw-account.server.ts";
import { hoursJobs } from "#app/hours/jobs.server.ts";
import { postTimeEntry } from "#app/hours/post-time-entry.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { openWorld } from "#test/db/ledger/world.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

const bought = new Date("2026-03-02T09:00:00Z");
const now = new Date("2026-11-18T13:00:00Z");
const frozen = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { at: Date | null; reason: string | null }[]
      >`select frozen_at as at, frozen_reason as reason from hour_account where client_id = ${clientId}::uuid`,
  );
const audited = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { action: string }[]
      >`select action from audit_event where client_id = ${clientId}::uuid and action = 'hours.frozen'`,
  );

let daan: StaffScope,
  noor: BuiltUser,
  types: Awaited<ReturnType<typeof buildWorkTypes>>,
  client: BuiltClient,
  other: BuiltClient;

beforeAll(async () => {
  await buildMsp();
  types = await buildWorkTypes();
  noor = await buildUser({ clientId: null, role: "owner" });
  daan = staffScope(await buildUser({ clientId: null, role: "engineer" }));
});
beforeEach(async () => {
  [client, other] = [await buildClient(), await buildClient()];
  for (const { clientId } of [client, other])
    await asOf(bought, () =>
      buildLot(clientId, { minutes: 600, priceMinor: 95_000, expiresAt: new Date("2026-11-18T12:00:00Z") }),
    );
});

test("what lapsed on an idle account is posted by the clock, once, and a frozen account keeps nobody waiting", async () => {
  await asSystem(
    (tx) => tx.$queryRaw`select hours_freeze(${other.clientId}::uuid, 'looked at', ${now})::text`,
  );
  await asOf(now, () => performJob(hoursJobs["hours.expire"], {}));
  await asOf(now, () => performJob(hoursJobs["hours.expire"], {}));
  const ops = (clientId: string) =>
    asSystem(
      (tx) =>
        tx.$queryRaw`select minutes from hour_op where client_id = ${clientId}::uuid and kind = 'expire'`,
    );
  expect(await ops(client.clientId)).toEqual([{ minutes: 600 }]);
  expect(await ops(other.clientId)).toEqual([]);
});

test("a defect in a client's ledger locks that client's hours: said once in the audit log, and to staff in words", async () => {
  const world = await openWorld();
  await world.asOwner((tx) =>
    tx.query("update hour_account set available_minutes = available_minutes + 7 where client_id = $1", [
      client.clientId,
    ]),
  );
  await asOf(now, () => performJob(hoursJobs["hours.check-ledger"], {}));
  await asOf(now, () => performJob(hoursJobs["hours.check-ledger"], {}));
  const [lock] = await frozen(client.clientId);
  expect(lock?.at).toEqual(now);
  expect(lock?.reason).toMatch(/^I10 account|^I3 account/);
  expect(await frozen(other.clientId)).toEqual([{ at: null, reason: null }]);
  expect(await audited(client.clientId)).toHaveLength(1);
  const told = await asSystem((tx) => tx.letter.findMany({ where: { template: "hours-frozen" } }));
  expect(told).toMatchObject([
    {
      clientId: null,
      recipient: noor.email,
      props: {
        clientName: client.name,
        reason: lock?.reason,
        url: expect.stringContaining(`/staff/clients/${client.clientId}`) as unknown,
      },
    },
  ]);
  expect((await listLocked(daan)).filter(({ clientId }) => clientId === client.clientId)).toMatchObject([
    { clientName: client.name, reason: lock?.reason, at: now },
  ]);

  const requestId = await buildRequest(client.clientId);
  const work = {
    clientId: client.clientId,
    requestId,
    workedOn: day("2026-11-18"),
    start: "09:10",
    workedMinutes: 33,
    workTypeId: types.remote,
    nature: "reactive",
    note: "",
    internalNote: "",
  } as const;
  const posted = await asOf(now, () => postTimeEntry(daan, { ...work, entryId: crypto.randomUUID() }));
  expect(posted).toEqual({ ok: false, refusal: "account-frozen" });
  const settings = { clientId: client.clientId, key: crypto.randomUUID(), thresholdMinutes: 60 };
  expect(await setClientHours(daan, settings)).toEqual({ ok: false, refusal: "account-frozen" });

  await world.asOwner((tx) =>
    tx.query("update hour_account set available_minutes = available_minutes - 7 where client_id = $1", [
      client.clientId,
    ]),
  );
  await world.pool.end();
});
