import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import { Oracle } from "#test/db/ledger/oracle.ts";
import { day, hour, newClient, openWorld, postCredit, readBalance, readDefects, saveEntry, start, type Tx, type World } from "#test/db/ledger/world.ts";

/** What the commands work on: the oracle, and the real ledger inside one transaction that is never committed. */
type Model = { oracle: Oracle; now: number; entryIds: string[] };
type Real = { tx: Tx; clientId: string; replays: (() => Promise<boolean>)[] };

const runs = Number(process.env["MODEL_RUNS"] ?? 100);
const length = Number(process.env["MODEL_LENGTH"] ?? 40);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Runs an act behind a savepoint; answers the SQLSTATE when it is refused. */
async function attempt(real: Real, act: () => Promise<unknown>): Promise<string> {
  await real.tx.query("savepoint act");
  try {
    await act();
    return "ok";
  } catch (error) {
    await real.tx.query("rollback to savepoint act");
    if (error instanceof Error && "code" in error && String(error.code).startsWith("TG")) return String(error.code);
    throw error;
  }
}

async function check(model: Model, real: Real): Promise<void> {
  expect(await readBalance(real.tx, real.clientId, new Date(model.now))).toEqual({ available: model.oracle.available(model.now), owed: model.oracle.owed() });
  expect(await readDefects(real.tx)).toEqual([]);
  const { rows } = await real.tx.query<{ id: number; left: number; used: number }>(
    "select lot_id as id, remaining_minutes as left, used_minutes as used from hours_lots($1, $2) order by 1", [real.clientId, new Date(model.now)]);
  expect(rows).toEqual(model.oracle.lots.map((lot) => ({ id: lot.id, left: lot.until > model.now ? lot.left : 0, used: lot.used })));
}

type Command = fc.AsyncCommand<Model, Real>;
const command = (name: string, run: (model: Model, real: Real) => Promise<void>, ready: (model: Model) => boolean = () => true): Command => ({
  check: ready,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    await check(model, real);
  },
});

const credit = fc.record({ source: fc.constantFrom("purchase", "goodwill", "import"), minutes: fc.integer({ min: 1, max: 600 }), priceMinor: fc.integer({ min: 1, max: 100_000 }), days: fc.integer({ min: 1, max: 40 }) })
  .map((c) => command(`credit(${c.source}, ${c.minutes} min, ${c.priceMinor}, ${c.days} d)`, async (model, real) => {
    const request = { source: c.source, minutes: c.minutes, priceMinor: c.priceMinor, now: new Date(model.now), expiresAt: new Date(model.now + c.days * day), key: randomUUID(), paymentId: randomUUID() };
    expect((await postCredit(real.tx, real.clientId, request)).is_new).toBe(true);
    real.replays.push(async () => (await postCredit(real.tx, real.clientId, { ...request, paymentIntent: "pi" })).is_new);
    model.oracle.credit(c.minutes, c.priceMinor, c.source === "goodwill" ? 40 : 50, model.now + c.days * day, model.now);
  }));

/** Logs, corrects or (0 minutes) deletes an entry, and holds the preview to its word. */
async function setTime(model: Model, real: Real, id: string, minutes: number, workedAt: number, deleted: boolean): Promise<void> {
  const entry = { id, minutes, revision: (model.oracle.entries.get(id)?.revision ?? 0) + 1, workedAt: new Date(workedAt), now: new Date(model.now), deleted };
  const preview = await real.tx.query<{ available_after: number; owed_after: number; refused: boolean }>(
    "select available_after, owed_after, refused from hours_preview_draw($1, $2, $3, $4, $5)", [real.clientId, minutes, entry.workedAt, entry.now, id]);
  const taken = model.oracle.setTime(id, minutes, workedAt, model.now);
  expect(await attempt(real, () => saveEntry(real.tx, real.clientId, entry))).toBe(taken ? "ok" : "TG003");
  if (taken) {
    expect(preview.rows).toEqual([{ available_after: model.oracle.available(model.now), owed_after: model.oracle.owed(), refused: false }]);
    real.replays.push(async () => (await saveEntry(real.tx, real.clientId, entry)).is_new);
    if (!model.entryIds.includes(id)) model.entryIds.push(id);
  } else expect(preview.rows[0]?.refused).toBe(true);
}

const log = fc.record({ minutes: fc.integer({ min: 0, max: 400 }), hoursAgo: fc.integer({ min: 0, max: 15 * 24 }) })
  .map(({ minutes, hoursAgo }) => command(`log(${minutes} min, ${hoursAgo} h ago)`, (model, real) => setTime(model, real, randomUUID(), minutes, model.now - hoursAgo * hour, false)));
const correct = fc.record({ pick: fc.nat(), minutes: fc.integer({ min: 0, max: 400 }), hoursAgo: fc.integer({ min: 0, max: 15 * 24 }) })
  .map(({ pick, minutes, hoursAgo }) => command(`correct(#${pick}, ${minutes} min, ${hoursAgo} h ago)`,
    (model, real) => setTime(model, real, picked(model.entryIds, pick), minutes, model.now - hoursAgo * hour, false), (model) => model.entryIds.length > 0));
const remove = fc.nat().map((pick) => command(`delete(#${pick})`,
  (model, real) => setTime(model, real, picked(model.entryIds, pick), 0, model.now, true), (model) => model.entryIds.length > 0));
const stale = fc.record({ pick: fc.nat(), ahead: fc.constantFrom(0, 2) }).map(({ pick, ahead }) => command(`stale(#${pick}, ${ahead})`, async (model, real) => {
  const id = picked(model.entryIds, pick);
  const revision = (model.oracle.entries.get(id)?.revision ?? 0) + ahead;
  const entry = { id, minutes: 1234, revision, workedAt: new Date(model.now), now: new Date(model.now), actor: "another" };
  expect(await attempt(real, () => saveEntry(real.tx, real.clientId, entry))).toBe("TG001");
}, (model) => model.entryIds.length > 0));
const advance = fc.integer({ min: 1, max: 12 * 24 }).map((hours) => command(`advance(${hours} h)`, (model) => {
  model.now += hours * hour;
  return Promise.resolve();
}));
const expire = fc.constant(command("expire()", async (model, real) => {
  await real.tx.query("select hours_expire_due($1, $2)", [real.clientId, new Date(model.now)]);
  model.oracle.expire(model.now);
}));
const configure = fc.record({ policy: fc.constantFrom("cover_next", "invoice", "refuse"), fairness: fc.constantFrom(0, 1, 7), grace: fc.constantFrom(0, 1, 30) })
  .map(({ policy, fairness, grace }) => command(`configure(${policy}, ${fairness} d, ${grace} d)`, async (model, real) => {
    const values = [real.clientId, randomUUID(), policy, fairness, grace, new Date(model.now)];
    const act = async (): Promise<boolean> => (await real.tx.query<{ done: boolean }>("select hours_configure($1, $2, $3, $4, $5, null, $6, 'iris') as done", values)).rows[0]?.done ?? false;
    expect(await act()).toBe(true);
    real.replays.push(act);
    Object.assign(model.oracle, { policy, fairnessDays: fairness, graceDays: grace });
  }));
const replay = fc.nat().map((pick) => command(`replay(#${pick})`, async (_, real) => {
  if (real.replays.length > 0) expect(await picked(real.replays, pick)()).toBe(false);
}));

function picked<T>(list: T[], pick: number): T {
  const value = list[pick % list.length];
  if (value === undefined) throw new Error("nothing to pick");
  return value;
}

it("believes after every command what an oracle in memory believes, and has no defect", async () => {
  const commands = fc.commands([credit, credit, log, log, log, correct, correct, remove, stale, advance, advance, expire, configure, replay, replay], { maxCommands: length, size: "max" });
  await fc.assert(
    fc.asyncProperty(commands, async (story) => {
      await world.asSystem(async (tx) => {
        const clientId = await newClient(tx);
        await fc.asyncModelRun(() => ({ model: { oracle: new Oracle(), now: start.getTime(), entryIds: [] }, real: { tx, clientId, replays: [] } }), story);
        throw new Undo();
      }).catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    }),
    { numRuns: runs, endOnFailure: false, interruptAfterTimeLimit: 1000 * Number(process.env["MODEL_SECONDS"] ?? 500) },
  );
}, 600_000);

/** Thrown to roll a story back: the next one starts on an empty ledger. */
class Undo extends Error {}
