import { performJob } from "#app/platform/jobs.server.ts";
import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";

import { extendHours, getExtendPage } from "#app/hours/adjustments/extend-hours.server.ts";
import { giveHours, takeHours } from "#app/hours/adjustments/give-hours.server.ts";
import { setMonthlyHours } from "#app/hours/adjustments/monthly-hours.server.ts";
import { thawAccount } from "#app/hours/adjustments/thaw-account.server.ts";
import { opWords } from "#app/hours/components/ledger-words.ts";
import { hoursJobs } from "#app/hours/jobs.server.ts";
import { getLedgerPage } from "#app/hours/ledger-page.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import type { props as adjustedProps } from "#emails/hours-adjusted.tsx";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";
import { openWorld } from "#test/db/ledger/world.ts";

const now = new Date("2026-11-18T13:00:00Z");
type Lot = { source: string; minutes: number; expires: Date | null; priority: number };
const lots = (clientId: string): Promise<Lot[]> =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        Lot[]
      >`select source::text, minutes, nullif(expires_at, 'infinity') as expires, priority from hour_lot where client_id = ${clientId}::uuid order by id`,
  );
const letters = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { recipient: string; template: string }[]
      >`select recipient, template from letter where client_id = ${clientId}::uuid and template <> 'hours-low' order by template`,
  );
const audited = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { action: string }[]
      >`select action from audit_event where client_id = ${clientId}::uuid order by seq`,
  ).then((rows) => rows.map(({ action }) => action));
const defects = () => asSystem((tx) => tx.$queryRaw<unknown[]>`select * from ledger_defects`);

let noor: StaffScope, client: BuiltClient, petra: BuiltUser;
beforeAll(async () => {
  await buildMsp();
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});
beforeEach(async () => {
  client = await buildClient();
  petra = await buildUser({ clientId: client.clientId, role: "manager" });
});

describe("goodwill", () => {
  const gift = () => ({
    clientId: client.clientId,
    key: randomUUID(),
    minutes: 60,
    reason: "The outage took too long.",
    validUntil: day("2026-12-31"),
  });

  test("counts until the end of its last day at the client's, burns first, and the client reads why; sent five times at once it is given once", async () => {
    const one = gift();
    const answers = await asOf(now, () => Promise.all(Array.from({ length: 5 }, () => giveHours(noor, one))));
    expect(answers.every((answer) => answer.ok && answer.value.balanceMinutes === 60)).toBe(true);
    expect(await lots(client.clientId)).toEqual([
      { source: "goodwill", minutes: 60, expires: new Date("2026-12-31T23:00:00Z"), priority: 40 },
    ]);
    expect(await letters(client.clientId)).toEqual([{ recipient: petra.email, template: "hours-granted" }]);
    expect((await audited(client.clientId)).filter((action) => action.startsWith("hours."))).toEqual([
      "hours.given",
    ]);
    expect(await defects()).toEqual([]);
  });

  test("the same form with other hours is refused, and so is a day that is over", async () => {
    const one = gift();
    await asOf(now, () => giveHours(noor, one));
    expect(await asOf(now, () => giveHours(noor, { ...one, minutes: 90 }))).toEqual({
      ok: false,
      refusal: "stale",
    });
    expect(await asOf(now, () => giveHours(noor, { ...gift(), validUntil: day("2026-11-17") }))).toEqual({
      ok: false,
      refusal: "day-passed",
    });
  });
});

describe("hours of the month", () => {
  const set = (
    at: string,
    more: { minutes?: number; rolloverMonths?: number; fromMonth?: string; key?: string } = {},
    clientId = client.clientId,
  ) =>
    asOf(new Date(at), () =>
      setMonthlyHours(noor, {
        clientId,
        key: more.key ?? randomUUID(),
        minutes: more.minutes ?? 240,
        rolloverMonths: more.rolloverMonths ?? 0,
        fromMonth: day(more.fromMonth ?? "2026-02-01"),
      }),
    );
  const grant = (at: string, clientId: string | null = null) =>
    asOf(new Date(at), () => performJob(hoursJobs["hours.grant-month"], clientId ? { clientId } : {}));
  const given = async (clientId = client.clientId) =>
    (await lots(clientId)).map(({ minutes, expires }) => [minutes, expires?.toISOString()]);

  test("come once a month, however many workers look, and lapse with it", async () => {
    await set("2026-02-11T10:00:00Z");
    await Promise.all(Array.from({ length: 6 }, () => grant("2026-02-11T10:00:05Z")));
    await grant("2026-02-28T22:59:00Z");
    expect(await given()).toEqual([[240, "2026-02-28T23:00:00.000Z"]]);
    await grant("2026-02-28T23:00:00Z");
    expect(await given()).toEqual([
      [240, "2026-02-28T23:00:00.000Z"],
      [240, "2026-03-31T22:00:00.000Z"],
    ]);
    expect((await audited(client.clientId)).filter((action) => action === "hours.month-given")).toHaveLength(
      2,
    );
    expect(await defects()).toEqual([]);
  });

  test("after three months of stand-still only what still counts comes", async () => {
    await set("2026-02-01T10:00:00Z", { rolloverMonths: 1 });
    await grant("2026-05-20T10:00:00Z");
    expect(await given()).toEqual([
      [240, "2026-05-31T22:00:00.000Z"],
      [240, "2026-06-30T22:00:00.000Z"],
    ]);
  });

  test.each([
    ["Pacific/Kiritimati", "2026-02-28T10:00:00Z", "2026-02-28T09:59:59Z"],
    ["Pacific/Pago_Pago", "2026-03-01T11:00:00Z", "2026-03-01T10:59:59Z"],
  ])("in %s the month begins when it does there", async (zone, begins, before) => {
    const far = await buildClient({ zone });
    await set("2026-02-20T00:00:00Z", { fromMonth: "2026-03-01" }, far.clientId);
    await grant(before, far.clientId);
    expect(await given(far.clientId)).toEqual([]);
    await grant(begins, far.clientId);
    expect(await given(far.clientId)).toHaveLength(1);
  });

  test("a setting is on record and never changed; the same form twice is one; a month that passed is refused", async () => {
    const key = randomUUID();
    expect((await set("2026-02-11T10:00:00Z", { key })).ok).toBe(true);
    expect((await set("2026-02-11T10:00:00Z", { key })).ok).toBe(true);
    expect(await set("2026-02-11T10:00:00Z", { key, minutes: 60 })).toEqual({ ok: false, refusal: "stale" });
    expect(await set("2026-02-11T10:00:00Z", { fromMonth: "2026-01-01" })).toEqual({
      ok: false,
      refusal: "month-passed",
    });
    expect((await audited(client.clientId)).filter((action) => action === "hours.monthly-set")).toHaveLength(
      1,
    );
    await set("2026-02-12T10:00:00Z", { minutes: 0, fromMonth: "2026-03-01" });
    await grant("2026-03-05T10:00:00Z", client.clientId);
    expect(await given()).toEqual([]);
  });
});

test("a locked account moves again only when its ledger has no defect, with a reason on record", async () => {
  await asOf(now, () => buildLot(client.clientId, { minutes: 600 }));
  const world = await openWorld();
  const shift = (minutes: number) =>
    world.asOwner((tx) =>
      tx.query("update hour_account set available_minutes = available_minutes + $2 where client_id = $1", [
        client.clientId,
        minutes,
      ]),
    );
  await shift(7);
  await asOf(now, () => performJob(hoursJobs["hours.check-ledger"], {}));
  expect(
    await asOf(now, () => thawAccount(noor, { clientId: client.clientId, reason: "looks fine" })),
  ).toEqual({ ok: false, refusal: "still-broken" });
  await shift(-7);
  expect(
    await asOf(now, () =>
      thawAccount(noor, { clientId: client.clientId, reason: "a wrong cache, set right" }),
    ),
  ).toEqual({ ok: true, value: null });
  expect(await asOf(now, () => thawAccount(noor, { clientId: client.clientId, reason: "again" }))).toEqual({
    ok: false,
    refusal: "not-frozen",
  });
  expect((await audited(client.clientId)).slice(-1)).toEqual(["hours.thawed"]);
  await world.pool.end();
});

describe("taking hours off, and letting a block live on", () => {
  const balance = () =>
    asSystem(
      (tx) =>
        tx.$queryRaw<
          { minutes: number }[]
        >`select available_minutes - owed_minutes as minutes from hours_balance(${client.clientId}::uuid, ${now})`,
    ).then(([row]) => row?.minutes);

  test("what is taken off is taken once, in the open, and below zero where no block holds it", async () => {
    await asOf(now, () => buildLot(client.clientId, { minutes: 60 }));
    const taking = { clientId: client.clientId, key: randomUUID(), minutes: 90, reason: "Credited twice." };
    const answers = await asOf(now, () =>
      Promise.all(Array.from({ length: 4 }, () => takeHours(noor, taking))),
    );
    expect(answers).toEqual(
      Array.from({ length: 4 }, () => ({
        ok: true,
        value: expect.objectContaining({ balanceMinutes: -30 }) as unknown,
      })),
    );
    expect(await letters(client.clientId)).toEqual([{ recipient: petra.email, template: "hours-adjusted" }]);
    expect((await audited(client.clientId)).filter((action) => action.startsWith("hours."))).toEqual([
      "hours.taken",
    ]);
    expect(await asOf(now, () => takeHours(noor, { ...taking, minutes: 91 }))).toEqual({
      ok: false,
      refusal: "stale",
    });
    expect(await defects()).toEqual([]);
  });

  test("what is left of a block moves into a new one with a later day; done twice it is done once", async () => {
    const lotId = await asOf(new Date("2026-03-02T09:00:00Z"), () =>
      buildLot(client.clientId, {
        minutes: 600,
        priceMinor: 60_000,
        expiresAt: new Date("2026-11-30T23:00:00Z"),
      }),
    );
    const extending = {
      clientId: client.clientId,
      key: randomUUID(),
      lotId,
      validUntil: day("2027-02-28"),
      reason: "Closed for building work.",
    };
    const [first, second] = await asOf(now, () =>
      Promise.all([extendHours(noor, extending), extendHours(noor, extending)]),
    );
    expect([first, second].every((answer) => answer?.ok)).toBe(true);
    expect(await lots(client.clientId)).toEqual([
      { source: "grant", minutes: 600, expires: new Date("2026-11-30T23:00:00Z"), priority: 40 },
      { source: "correction", minutes: 600, expires: new Date("2027-02-28T23:00:00Z"), priority: 40 },
    ]);
    expect(await balance()).toBe(600);
    expect(await letters(client.clientId)).toHaveLength(1);
    const [letter] = await asSystem(
      (tx) =>
        tx.$queryRaw<
          { props: z.infer<typeof adjustedProps> }[]
        >`select props from letter where client_id = ${client.clientId}::uuid and template = 'hours-adjusted'`,
    );
    expect(letter?.props).toMatchObject({
      kind: "extended",
      extendedBlock: 1,
      block: 2,
      revivedMinutes: 0,
      lastDay: "2027-02-28",
    });
    const ledger = await asOf(now, () =>
      getLedgerPage(
        {
          kind: "client",
          ...petra,
          clientId: client.clientId,
          clientName: "",
          role: "manager",
          sessionId: "x",
        },
        1,
      ),
    );
    expect(ledger.rows[0] && withLocale("en", () => opWords(ledger.rows[0]!)).replaceAll("\u00a0", " ")).toBe(
      "Block 1 extended to 28 February 2027 with 10 h 00, now block 2",
    );
    expect(await asOf(now, () => extendHours(noor, { ...extending, key: randomUUID() }))).toEqual({
      ok: false,
      refusal: "no-such-block",
    });
    expect(await defects()).toEqual([]);
  });

  test("a block that lapsed is revived, and no block ends sooner", async () => {
    const lotId = await asOf(new Date("2026-03-02T09:00:00Z"), () =>
      buildLot(client.clientId, { minutes: 600, expiresAt: new Date("2026-10-31T23:00:00Z") }),
    );
    await asOf(now, () => performJob(hoursJobs["hours.expire"], {}));
    const page = await asOf(now, () => getExtendPage(noor, client.clientId));
    expect(page.lots).toEqual([
      { lotId, source: "grant", leftMinutes: 0, lapsedMinutes: 600, lastDay: "2026-10-31" },
    ]);
    const extending = {
      clientId: client.clientId,
      key: randomUUID(),
      lotId,
      validUntil: day("2026-10-30"),
      reason: "Kept.",
    };
    expect(await asOf(now, () => extendHours(noor, extending))).toEqual({ ok: false, refusal: "not-later" });
    expect(
      await asOf(now, () => extendHours(noor, { ...extending, validUntil: day("2026-12-31") })),
    ).toMatchObject({ ok: true, value: { minutes: 600 } });
    expect(await balance()).toBe(600);
    expect(await defects()).toEqual([]);
  });
});
