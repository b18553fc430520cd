import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { after, day, hour, openWorld, start, type World } from "#test/db/ledger/world.ts";

type Attempt = {
  id: string;
  minutes: number;
  status: string;
  version: number;
  try_no: number;
  maybe_sent_since: Date | null;
  next_look_at: Date;
  note: string | null;
};
type Agreement = {
  mode?: string;
  threshold?: number;
  block?: number;
  max?: number;
  maxMinor?: number | null;
  key?: string;
  now?: Date;
};

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  clientId = await world.newClient();
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
});
afterAll(() => world.close());

const agree = (to: Agreement = {}) =>
  world.rows("select hours_configure_topup($1, $2, $3, $4, $5, $6, $7, $8, 'iris') as done", [
    clientId,
    to.key ?? randomUUID(),
    to.mode ?? "charge",
    to.threshold ?? 120,
    to.block ?? 600,
    to.max ?? 4,
    to.maxMinor ?? null,
    to.now ?? start,
  ]);
const draw = (minutes: number, now = start) =>
  world.save(clientId, { id: randomUUID(), minutes, revision: 1, workedAt: now, now });
const buy = (minutes: number, now = start) => world.credit(clientId, { minutes, now });
const attempts = () =>
  world.rows<Attempt>("select * from topup_attempt where client_id = $1 order by created_at, id", [clientId]);
const statuses = async () => (await attempts()).map((each) => `${each.status} ${each.minutes}`).sort();
const claim = async (now = start) =>
  (await world.rows<Attempt>("select * from topup_claim($1, $2, 60)", [clientId, now]))[0];
const setting = async () =>
  (
    await world.rows<Record<string, unknown>>(
      "select topup_failures as failures, topup_capped_at as capped, topup_suspended_at as suspended, topup_not_before as before from hour_setting where client_id = $1",
      [clientId],
    )
  )[0];
const due = () =>
  world.rows<{ attempt_id: string | null }>("select attempt_id from topup_due($2) where client_id = $1", [
    clientId,
    start,
  ]);
async function move(
  attempt: Attempt | undefined,
  status: string,
  more: {
    now?: Date;
    nextLookAt?: Date;
    invoice?: string;
    tryNo?: number;
    version?: number;
  } = {},
): Promise<number | null> {
  const rows = await world.rows<{ version: number | null }>(
    "select topup_set_state($1, $2, $3, $4, $5, $6, null, $7, $8, null, null) as version",
    [
      clientId,
      attempt?.id,
      more.version ?? attempt?.version,
      status,
      more.now ?? start,
      more.nextLookAt ?? null,
      more.invoice ?? null,
      more.tryNo ?? null,
    ],
  );
  return rows[0]?.version ?? null;
}

describe("the trigger", () => {
  it("makes one attempt when the balance reaches the threshold, not a minute above it, and no second one", async () => {
    await buy(600);
    await agree();
    await draw(479);
    expect(await statuses()).toEqual([]);
    await draw(1);
    expect(await statuses()).toEqual(["queued 600"]);
    await draw(120);
    await draw(85);
    expect(await statuses()).toEqual(["queued 600"]);
  });
  it.each([
    [0, 600, 600],
    [120, 600, 600],
    [120, 60, 180],
    [479, 600, 600],
    [480, 600, 600],
    [600, 600, 1200],
    [600, 60, 660],
  ])("closes the gap: level %i with blocks of %i asks for %i", async (threshold, block, minutes) => {
    await agree({ threshold, block });
    expect(await statuses()).toEqual([`queued ${minutes}`]);
  });
  it("closes the gap of what is owed too", async () => {
    await draw(685);
    await agree();
    expect(await statuses()).toEqual(["queued 1200"]);
  });
  it.each(["off", "warn"])(
    "makes none in mode %s, and turning to it cancels what nobody has sent",
    async (mode) => {
      await agree({ mode });
      expect(await statuses()).toEqual([]);
      await agree();
      await agree({ mode });
      expect(await statuses()).toEqual(["canceled 600"]);
    },
  );
  it.each(["processing", "invoiced"])("counts hours that are on their way: %s", async (state) => {
    await agree({ mode: "off" });
    await world.asOwner(async (tx) => {
      await tx.query(
        `insert into block_order (client_id, number, buyer_id, form_key, minutes, price_per_hour_minor, valid_months, currency, net_minor, vat_kind, vat_rate_bp, vat_minor, gross_minor, state,
        terms_version, terms_accepted_at, created_at, updated_at, billed_name, billed_legal_name, billed_address_line, billed_postal_code, billed_city, billed_country, billed_email)
        select $1, next_number('block_order'), id, gen_random_uuid(), 600, 9500, 12, 'EUR', 95000, 'reverse_charge', 0, 0, 95000, $3, '1', $2, $2, $2, 'B', 'B', '', '', '', 'DE', '' from "user" limit 1`,
        [clientId, start, state],
      );
    });
    await agree();
    expect(await statuses()).toEqual([]);
    await draw(480);
    expect(await statuses()).toEqual(["queued 600"]);
  });
  it("looks when hours expire by themselves, when a correction lifts nothing, and by the hour", async () => {
    await buy(600);
    await agree();
    await world.rows("select hours_expire_due($1, $2)", [clientId, after(400 * day)]);
    expect(await statuses()).toEqual(["queued 600"]);
    expect(await world.rows("select topup_evaluate($1, $2) as id", [clientId, after(400 * day)])).toEqual([
      { id: (await attempts())[0]?.id },
    ]);
  });
  it.each([
    ["asked to look", "select topup_evaluate($1, $2)"],
    ["let go on", "select topup_resume($1, $2)"],
    ["configured", "select hours_configure($1, 'k', null, null, 3, null, $2, 'iris')"],
    ["agreed with", "select hours_configure_topup($1, 'k', null, null, null, null, null, $2, 'iris')"],
  ])("finds what expired unswept when it is %s", async (_, act) => {
    await buy(600);
    await agree();
    await world.rows(act, [clientId, after(400 * day)]);
    expect(await statuses()).toEqual(["queued 600"]);
  });
  it("makes none for an expiry that a block in the same act makes good", async () => {
    await buy(600);
    await agree();
    await buy(600, after(400 * day));
    expect(await statuses()).toEqual([]);
  });
  it("follows a threshold that is changed elsewhere", async () => {
    await buy(600);
    await agree();
    await world.rows("select hours_configure($1, 'k', null, null, null, 600, $2, 'iris')", [clientId, start]);
    expect(await statuses()).toEqual(["queued 600"]);
  });
});

describe("the agreement", () => {
  it("is on the record once a key, and refuses what makes no sense", async () => {
    expect(await agree({ key: "k" })).toEqual([{ done: true }]);
    expect(await agree({ key: "k" })).toEqual([{ done: false }]);
    expect(await codeOf(agree({ key: "k", max: 5 }))).toBe("TG002");
    for (const wrong of [
      { mode: "sometimes" },
      { threshold: -1 },
      { block: 0 },
      { max: -1 },
      { maxMinor: -1 },
    ])
      expect(await codeOf(agree(wrong))).toBe("TG006");
    const other = await world.newClient();
    expect(
      await codeOf(
        world.rows("select hours_configure_topup($1, 'k', 'charge', null, null, null, null, $2, 'iris')", [
          other,
          start,
        ]),
      ),
    ).toBe("TG006");
    expect(
      await world.rows("select kind, net_after, reason from hour_op where client_id = $1", [clientId]),
    ).toMatchObject([{ kind: "configure", net_after: 0 }]);
  });
});

describe("caps", () => {
  it("stops at so many in 30 days, loudly, and goes on when the days have passed", async () => {
    await agree({ max: 1 });
    const first = await claim();
    await move(first, "failed");
    await world.rows("select topup_resume($1, $2)", [clientId, start]);
    expect(await statuses()).toEqual(["failed 600", "queued 600"]);
    await move(await claim(), "succeeded");
    expect(await setting()).toMatchObject({ capped: start });
    expect(await statuses()).toEqual(["failed 600", "succeeded 600"]);
    await world.rows("select topup_evaluate($1, $2)", [clientId, after(30 * day - 1)]);
    expect(await statuses()).toHaveLength(2);
    await world.rows("select topup_evaluate($1, $2)", [clientId, after(30 * day)]);
    expect(await statuses()).toEqual(["failed 600", "queued 600", "succeeded 600"]);
    expect(await setting()).toMatchObject({ capped: null });
  });
  it("is told anew when hours came in between", async () => {
    await agree({ max: 0 });
    expect(await setting()).toMatchObject({ capped: start });
    await buy(600);
    expect(await setting()).toMatchObject({ capped: null });
    await draw(600);
    expect(await setting()).toMatchObject({ capped: start });
  });
  it("is forgotten when minutes are given back, when the level falls below the balance, and when top-ups are off", async () => {
    await buy(600);
    await agree({ max: 0 });
    const id = randomUUID();
    const entry = { id, workedAt: start, now: start };
    await world.save(clientId, { ...entry, minutes: 500, revision: 1 });
    expect(await setting()).toMatchObject({ capped: start });
    await world.save(clientId, { ...entry, minutes: 100, revision: 2 });
    expect(await setting()).toMatchObject({ capped: null });
    await draw(400);
    await agree({ max: 0, threshold: 99 });
    expect(await setting()).toMatchObject({ capped: null });
    await draw(1);
    expect(await setting()).toMatchObject({ capped: start });
    await agree({ mode: "off" });
    expect(await setting()).toMatchObject({ capped: null });
  });
  it("stops at so much money, before anything is sent, and does not try again until it fits", async () => {
    await agree({ maxMinor: 100_000 });
    const attempt = await claim();
    expect(
      await world.rows("select topup_price($1, $2, $3, 114950, 'EUR', $4) as version", [
        clientId,
        attempt?.id,
        attempt?.version,
        start,
      ]),
    ).toEqual([{ version: null }]);
    expect(await setting()).toMatchObject({ capped: start });
    await draw(10);
    expect(await statuses()).toEqual(["canceled 600"]);
    await agree({ maxMinor: 114_950 });
    expect(await statuses()).toEqual(["canceled 600", "queued 600"]);
    const next = await claim();
    expect(
      await world.rows("select topup_price($1, $2, $3, 114950, 'EUR', $4) as version", [
        clientId,
        next?.id,
        next?.version,
        start,
      ]),
    ).toEqual([{ version: (next?.version ?? 0) + 1 }]);
    expect(
      await world.rows("select topup_price($1, $2, $3, 114950, 'EUR', $4) as version", [
        clientId,
        next?.id,
        next?.version,
        start,
      ]),
    ).toEqual([{ version: null }]);
  });
});

describe("the worker", () => {
  it("gets an attempt for as long as its lease, and finds out first when a lease ran out", async () => {
    await agree();
    expect(await due()).toHaveLength(1);
    expect(await claim()).toMatchObject({
      status: "charging",
      version: 1,
      minutes: 600,
      maybe_sent_since: start,
      next_look_at: after(60_000),
    });
    expect(await claim(after(59_999))).toBeUndefined();
    expect(await due()).toEqual([]);
    expect(await claim(after(60_000))).toMatchObject({ status: "unknown", version: 2 });
  });
  it.each(["requires_action", "invoice_open", "unknown"])(
    "looks at one that is %s without changing what it is",
    async (status) => {
      await agree();
      await move(await claim(), status, { invoice: "in_1" });
      expect(await claim(after(hour))).toMatchObject({ status, version: 3 });
    },
  );
  it("is not handed what is no longer needed, or what the account has grown out of", async () => {
    await draw(10);
    await agree();
    await draw(590);
    expect(await claim()).toMatchObject({ minutes: 1200 });
    const other = clientId;
    clientId = await world.newClient();
    await agree();
    await buy(600);
    expect(await claim()).toBeUndefined();
    expect(await statuses()).toEqual(["canceled 600"]);
    clientId = other;
    await buy(2000);
    expect(await claim(after(hour)), "sent: its money may have moved").toMatchObject({
      status: "unknown",
      minutes: 1200,
    });
  });
  it("puts one back for later, nothing sent: it may still be resized or canceled", async () => {
    await agree();
    await move(await claim(), "queued", { nextLookAt: after(hour) });
    expect((await attempts())[0]).toMatchObject({
      status: "queued",
      maybe_sent_since: null,
      next_look_at: after(hour),
      try_no: 1,
    });
    expect(await claim(after(hour - 1))).toBeUndefined();
    await buy(600);
    expect(await claim(after(hour))).toBeUndefined();
    expect(await statuses()).toEqual(["canceled 600"]);
  });
  it("lets one of two move it, and moves nothing that is closed, but for a payment that comes after all", async () => {
    await agree();
    const attempt = await claim();
    expect(await move(attempt, "requires_action")).toBe(2);
    expect(await move(attempt, "failed")).toBeNull();
    expect(await move(attempt, "failed", { version: 2 })).toBe(3);
    expect(await move(attempt, "queued", { version: 3 })).toBeNull();
    expect(await move(attempt, "succeeded", { version: 3 })).toBe(4);
    expect(await move(attempt, "failed", { version: 4 })).toBeNull();
  });
  it("counts declines in a row; success ends the row; after a failure the next attempt waits", async () => {
    await agree();
    await move(await claim(), "queued", { tryNo: 2, invoice: "in_1", nextLookAt: after(hour) });
    expect(await setting()).toMatchObject({ failures: 1 });
    await move(await claim(after(hour)), "failed", { now: after(hour) });
    expect(await setting()).toMatchObject({ failures: 2, before: after(25 * hour) });
    expect(await statuses()).toEqual(["failed 600"]);
    await world.rows("select topup_evaluate($1, $2)", [clientId, after(25 * hour - 1)]);
    expect(await statuses()).toEqual(["failed 600"]);
    await world.rows("select topup_evaluate($1, $2)", [clientId, after(25 * hour)]);
    expect(await statuses()).toEqual(["failed 600", "queued 600"]);
    await move(await claim(after(25 * hour)), "succeeded", { now: after(25 * hour) });
    expect(await setting()).toMatchObject({ failures: 0, before: null });
  });
  it("stops for a suspended method, whatever the balance does, until it is resumed", async () => {
    await buy(600);
    await agree();
    await draw(480);
    await world.rows("select topup_suspend($1, 'fp_1', $2)", [clientId, start]);
    expect(await statuses()).toEqual(["canceled 600"]);
    await draw(480);
    expect(await due()).toEqual([]);
    expect(await statuses()).toEqual(["canceled 600"]);
    await world.rows("select topup_resume($1, $2)", [clientId, start]);
    expect(await statuses()).toEqual(["canceled 600", "queued 600"]);
    expect(await setting()).toMatchObject({ suspended: null, failures: 0 });
  });
  it("is told of accounts at their level without an attempt, and not of frozen ones", async () => {
    await agree();
    await move(await claim(), "canceled");
    expect(await due(), "waits an hour").toEqual([]);
    expect(
      await world.rows("select attempt_id from topup_due($2) where client_id = $1", [clientId, after(hour)]),
    ).toEqual([{ attempt_id: null }]);
    await world.rows("select hours_freeze($1, 'a defect', $2)", [clientId, start]);
    expect(
      await world.rows("select attempt_id from topup_due($2) where client_id = $1", [clientId, after(hour)]),
    ).toEqual([]);
  });
});
