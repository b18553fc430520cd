import { performJob } from "#app/platform/jobs.server.ts";
import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { giveHours } from "#app/hours/adjustments/give-hours.server.ts";
import { hoursJobs } from "#app/hours/jobs.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

type Told = { step_days: number; minutes: number };
const told = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        Told[]
      >`select step_days, minutes from hour_expiry_warning where client_id = ${clientId}::uuid order by warned_at`,
  );
const letters = (clientId: string) =>
  asSystem(
    (tx) => tx.$queryRaw<{ recipient: string; props: Record<string, unknown> }[]>`
  select recipient, props from letter where client_id = ${clientId}::uuid and template = 'hours-expiring' order by created_at, recipient`,
  );
const warn = (at: string) => asOf(new Date(at), () => performJob(hoursJobs["hours.warn-of-expiry"], {}));
const left = (clientId: string, at: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { minutes: number }[]
      >`select available_minutes as minutes from hours_balance(${clientId}::uuid, ${new Date(at)})`,
  ).then(([row]) => row?.minutes);

let noor: StaffScope;
beforeAll(async () => {
  await buildMsp();
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});

async function given(
  zone: string,
  lastDay: string,
  at = "2026-01-05T12:00:00Z",
): Promise<{ clientId: string; email: string }> {
  const { clientId } = await buildClient({ zone });
  const { email } = await buildUser({ clientId, role: "finance" });
  await asOf(new Date(at), () =>
    giveHours(noor, { clientId, key: randomUUID(), minutes: 150, reason: "kept", validUntil: day(lastDay) }),
  );
  return { clientId, email };
}

describe("hours count until midnight where the client is", () => {
  test.each([
    ["summer time begins", "Europe/Amsterdam", "2026-03-28", "2026-03-28T23:00:00Z"],
    ["the short day itself", "Europe/Amsterdam", "2026-03-29", "2026-03-29T22:00:00Z"],
    ["the long day itself", "Europe/Amsterdam", "2026-10-25", "2026-10-25T23:00:00Z"],
    ["midnight is skipped", "America/Asuncion", "2024-10-05", "2024-10-06T04:00:00Z", "2024-01-05T12:00:00Z"],
    ["a leap day", "Europe/Amsterdam", "2028-02-29", "2028-02-29T23:00:00Z"],
    ["UTC+14", "Pacific/Kiritimati", "2026-12-31", "2026-12-31T10:00:00Z"],
    ["UTC-11", "Pacific/Pago_Pago", "2026-12-31", "2027-01-01T11:00:00Z"],
  ])("%s", async (_name, zone, lastDay, midnight, at = "2026-01-05T12:00:00Z") => {
    const { clientId } = await given(zone, lastDay, at);
    const before = new Date(new Date(midnight).getTime() - 60_000).toISOString();
    expect(await left(clientId, before)).toBe(150);
    await asOf(new Date(before), () => performJob(hoursJobs["hours.expire"], {}));
    expect(await left(clientId, before)).toBe(150);
    expect(await left(clientId, midnight)).toBe(0);
    await asOf(new Date(midnight), () => performJob(hoursJobs["hours.expire"], {}));
    const [row] = await asSystem(
      (tx) =>
        tx.$queryRaw<
          { minutes: number }[]
        >`select minutes from hour_op where client_id = ${clientId}::uuid and kind = 'expire'`,
    );
    expect(row).toEqual({ minutes: 150 });
  });
});

describe("words ahead of hours that lapse", () => {
  test("30, 7 and 1 days ahead, each once, however many workers look, with work to use them for", async () => {
    const { clientId, email } = await given("Europe/Amsterdam", "2026-12-31");
    await warn("2026-11-30T22:59:00Z");
    expect(await told(clientId)).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, () => warn("2026-11-30T23:00:00Z")));
    await warn("2026-12-20T12:00:00Z");
    expect(await told(clientId)).toEqual([{ step_days: 30, minutes: 150 }]);
    for (const at of ["2026-12-24T12:00:00Z", "2026-12-30T12:00:00Z", "2026-12-31T12:00:00Z"]) await warn(at);
    expect((await told(clientId)).map((row) => row.step_days)).toEqual([30, 7, 1]);
    const sent = await letters(clientId);
    expect(sent.map(({ recipient, props }) => [recipient, props["lastDay"], props["daysLeft"]])).toEqual([
      [email, "2026-12-31", 30],
      [email, "2026-12-31", 7],
      [email, "2026-12-31", 1],
    ]);
    expect(sent[0]?.props["ideas"]).toHaveLength(3);
  });

  test("after a gap the nearest step alone speaks", async () => {
    const late = await given("Europe/Amsterdam", "2027-01-15");
    await warn("2027-01-10T12:00:00Z");
    expect((await told(late.clientId)).map((row) => row.step_days)).toEqual([7]);
  });

  test.each([
    ["Pacific/Kiritimati", "2026-11-30T09:59:00Z", "2026-11-30T10:00:00Z"],
    ["Pacific/Pago_Pago", "2026-12-01T10:59:00Z", "2026-12-01T11:00:00Z"],
  ])("in %s the day begins when it does there", async (zone, before, begins) => {
    const { clientId } = await given(zone, "2026-12-31");
    await warn(before);
    expect(await told(clientId)).toEqual([]);
    await warn(begins);
    expect(await told(clientId)).toHaveLength(1);
  });
});
