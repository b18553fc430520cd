import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { expect } from "vitest";

import { attempt, command, look, picked, type Model, type Real } from "#test/db/ledger/model.ts";
import { ask, day, hour, postCredit, saveEntry } from "#test/db/ledger/world.ts";

const credit = fc
  .record({
    source: fc.constantFrom("purchase", "purchase", "goodwill", "import"),
    minutes: fc.integer({ min: 1, max: 600 }),
    priceMinor: fc.integer({ min: 1, max: 100_000 }),
    vat: fc.constantFrom(0, 19, 21),
    days: fc.integer({ min: 1, max: 40 }),
    forWork: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
  })
  .map((c) =>
    command(
      `credit(${c.source}, ${c.minutes} min, ${c.priceMinor} + ${c.vat} %, ${c.days} d, work ${c.forWork} d ago)`,
      async (model, real) => {
        const grossMinor = c.priceMinor + Math.round((c.priceMinor * c.vat) / 100);
        const request = {
          source: c.source,
          minutes: c.minutes,
          priceMinor: c.priceMinor,
          grossMinor,
          now: new Date(model.now),
          expiresAt: new Date(model.now + c.days * day),
          key: randomUUID(),
          paymentId: randomUUID(),
          ...(c.forWork !== null && { workUntil: new Date(model.now - c.forWork * day) }),
        };
        expect((await postCredit(real.tx, real.clientId, request)).is_new).toBe(true);
        real.replays.push(
          async () => (await postCredit(real.tx, real.clientId, { ...request, paymentIntent: "pi" })).is_new,
        );
        model.oracle.credit(
          c.minutes,
          c.priceMinor,
          c.source === "goodwill" ? 40 : 50,
          model.now + c.days * day,
          model.now,
          {
            ...(c.source === "purchase"
              ? { payment: { id: request.paymentId, grossMinor } }
              : { imported: c.source === "import" }),
            ...(request.workUntil && { workUntil: request.workUntil.getTime() }),
          },
        );
        look(model);
      },
    ),
  );

/** Logs, corrects or (0 minutes) deletes an entry, and holds the preview to its word. */
async function setTime(
  model: Model,
  real: Real,
  id: string,
  minutes: number,
  workedAt: number,
  deleted: boolean,
): Promise<void> {
  const entry = {
    id,
    minutes,
    revision: (model.oracle.entries.get(id)?.revision ?? 0) + 1,
    workedAt: new Date(workedAt),
    now: new Date(model.now),
    deleted,
  };
  const preview = await ask<{ available_after: number; owed_after: number; refused: boolean }>(
    real.tx,
    "select available_after, owed_after, refused from hours_preview_draw($1, $2, $3, $4, $5)",
    [real.clientId, minutes, entry.workedAt, entry.now, id],
  );
  const taken = model.oracle.setTime(id, minutes, workedAt, model.now);
  expect(await attempt(real, () => saveEntry(real.tx, real.clientId, entry))).toBe(taken ? "ok" : "TG003");
  if (!taken) {
    expect(preview.rows[0]?.refused).toBe(true);
    return;
  }
  look(model);
  expect(preview.rows).toEqual([
    { available_after: model.oracle.available(model.now), owed_after: model.oracle.owed(), refused: false },
  ]);
  real.replays.push(async () => (await saveEntry(real.tx, real.clientId, entry)).is_new);
  if (!model.entryIds.includes(id)) model.entryIds.push(id);
}

const anyEntry = (model: Model): boolean => model.entryIds.length > 0;
const log = fc
  .record({ minutes: fc.integer({ min: 0, max: 400 }), hoursAgo: fc.integer({ min: 0, max: 15 * 24 }) })
  .map(({ minutes, hoursAgo }) =>
    command(`log(${minutes} min, ${hoursAgo} h ago)`, (model, real) =>
      setTime(model, real, randomUUID(), minutes, model.now - hoursAgo * hour, false),
    ),
  );
const correct = fc
  .record({
    pick: fc.nat(),
    minutes: fc.integer({ min: 0, max: 400 }),
    hoursAgo: fc.integer({ min: 0, max: 15 * 24 }),
  })
  .map(({ pick, minutes, hoursAgo }) =>
    command(
      `correct(#${pick}, ${minutes} min, ${hoursAgo} h ago)`,
      (model, real) =>
        setTime(model, real, picked(model.entryIds, pick), minutes, model.now - hoursAgo * hour, false),
      anyEntry,
    ),
  );
const remove = fc
  .nat()
  .map((pick) =>
    command(
      `delete(#${pick})`,
      (model, real) => setTime(model, real, picked(model.entryIds, pick), 0, model.now, true),
      anyEntry,
    ),
  );
const stale = fc.record({ pick: fc.nat(), ahead: fc.constantFrom(0, 2) }).map(({ pick, ahead }) =>
  command(
    `stale(#${pick}, ${ahead})`,
    async (model, real) => {
      const id = picked(model.entryIds, pick);
      const revision = (model.oracle.entries.get(id)?.revision ?? 0) + ahead;
      const entry = {
        id,
        minutes: 1234,
        revision,
        workedAt: new Date(model.now),
        now: new Date(model.now),
        actor: "another",
      };
      expect(await attempt(real, () => saveEntry(real.tx, real.clientId, entry))).toBe("TG001");
    },
    anyEntry,
  ),
);
const advance = fc.integer({ min: 1, max: 12 * 24 }).map((hours) =>
  command(`advance(${hours} h)`, (model) => {
    model.now += hours * hour;
    return Promise.resolve();
  }),
);
const expire = fc.constant(
  command("expire()", async (model, real) => {
    await ask(real.tx, "select hours_expire_due($1, $2)", [real.clientId, new Date(model.now)]);
    model.oracle.expire(model.now);
    look(model);
  }),
);
const configure = fc
  .record({
    policy: fc.constantFrom("cover_next", "invoice", "refuse"),
    fairness: fc.constantFrom(0, 1, 7),
    grace: fc.constantFrom(0, 1, 30),
  })
  .map(({ policy, fairness, grace }) =>
    command(`configure(${policy}, ${fairness} d, ${grace} d)`, async (model, real) => {
      const values = [real.clientId, randomUUID(), policy, fairness, grace, new Date(model.now)];
      const act = async (): Promise<boolean> =>
        (
          await ask<{ done: boolean }>(
            real.tx,
            "select hours_configure($1, $2, $3, $4, $5, null, $6, 'iris') as done",
            values,
          )
        ).rows[0]?.done ?? false;
      expect(await act()).toBe(true);
      real.replays.push(act);
      model.oracle.expire(model.now);
      Object.assign(model.oracle, { policy, fairnessDays: fairness, graceDays: grace });
      look(model);
    }),
  );
const replay = fc.nat().map((pick) =>
  command(`replay(#${pick})`, async (_, real) => {
    if (real.replays.length > 0) expect(await picked(real.replays, pick)()).toBe(false);
  }),
);

/** Hours bought and worked, time passing, and anything said twice. Some stand twice: they come more often. */
export const timeCommands = [
  credit,
  credit,
  log,
  log,
  log,
  correct,
  correct,
  remove,
  stale,
  advance,
  advance,
  expire,
  configure,
  replay,
  replay,
];
