import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addDays, day, type Day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { instantAt } from "#app/platform/zone.server.ts";
import { changeOf, movementKinds, statementLine, type Statement } from "#app/hours/rules/statement.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { readStatement } from "#app/hours/statement/read-statement.server.ts";
import { listActs } from "#app/hours/store/statement.server.ts";
import { openWorld, type World } from "#test/db/ledger/world.ts";
import { sumIndependently } from "#test/db/hours/statement-sum.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(undefined, 3);
});
afterAll(() => world.close());

const zone = "Europe/Amsterdam";
const first = day("2026-02-20");
const kinds = [
  "buy",
  "give",
  "work",
  "work",
  "work",
  "change",
  "delete",
  "take",
  "extend",
  "refund",
  "dispute",
  "expire",
] as const;
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    minutes: fc.integer({ min: 1, max: 240 }),
    hours: fc.integer({ min: 1, max: 60 }),
    pick: fc.nat(20),
  }),
  { minLength: 15, maxLength: 40 },
);
type Step = { kind: (typeof kinds)[number]; minutes: number; hours: number; pick: number };

/** Plays steps on a fresh client through the ledger's own acts; what the ledger refuses did not happen. Returns the client and the last day. */
async function play(list: readonly Step[]): Promise<{ clientId: string; last: Day }> {
  const clientId = await world.newClient();
  const entries: { id: string; revision: number }[] = [];
  const payments: string[] = [];
  let at = new Date("2026-02-20T22:30:00Z");
  const call = (text: string, ...values: unknown[]): Promise<unknown> =>
    world.rows(text, values).catch((error: { code?: string }) => {
      if (!error.code?.startsWith("TG00")) throw error;
    });
  for (const { kind, minutes, hours, pick } of list) {
    at = new Date(at.getTime() + hours * 3_600_000);
    const entry = entries[pick % Math.max(1, entries.length)];
    const payment = payments[pick % Math.max(1, payments.length)];
    if (kind === "buy") {
      payments.push(randomUUID());
      await world.credit(clientId, {
        minutes: minutes * 3,
        priceMinor: minutes * 317,
        now: at,
        expiresAt: new Date(at.getTime() + 8 * 86_400_000),
        paymentId: payments.at(-1) ?? "",
      });
    }
    if (kind === "give")
      await world.credit(clientId, {
        source: "goodwill",
        minutes,
        now: at,
        expiresAt: new Date(at.getTime() + 5 * 86_400_000),
      });
    if (kind === "work") {
      entries.push({ id: randomUUID(), revision: 1 });
      await world.save(clientId, {
        id: entries.at(-1)?.id ?? "",
        minutes,
        revision: 1,
        workedAt: new Date(at.getTime() - (pick % 3) * 86_400_000),
        now: at,
      });
    }
    if ((kind === "change" || kind === "delete") && entry)
      await world.save(clientId, {
        id: entry.id,
        minutes,
        revision: ++entry.revision,
        workedAt: at,
        now: at,
        deleted: kind === "delete",
      });
    if (kind === "take")
      await call(
        "select * from hours_adjust($1, $2, $3, 'counted twice', $4, 'user')",
        clientId,
        randomUUID(),
        minutes,
        at,
      );
    if (kind === "extend")
      await call(
        "select * from hours_extend_lot($1, $2, $3, $4, 'asked for', $5, 'user')",
        clientId,
        randomUUID(),
        1 + (pick % 4),
        new Date(at.getTime() + 40 * 86_400_000),
        at,
      );
    if ((kind === "refund" || kind === "dispute") && payment) {
      const [row] = await world.rows<{ version: string }>(
        "select hours_number_payment_read($1, $2) as version",
        [clientId, payment],
      );
      await call(
        "select * from hours_sync_payment($1, $2, $3, $4, $5, $6, 'system')",
        clientId,
        payment,
        row?.version,
        kind === "refund" ? minutes * 100 : 0,
        kind === "dispute" ? minutes * 100 : 0,
        at,
      );
    }
    if (kind === "expire") await call("select hours_expire_due($1, $2)", clientId, at);
  }
  return { clientId, last: day(at.toISOString().slice(0, 10)) };
}

const read = (clientId: string, period: StatementPeriod): Promise<Statement> =>
  asSystem((tx) => readStatement(tx, { id: clientId, zone }, period));

test("whatever happened, opening and movements make the closing, the lines make it too, and neighbours meet", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 9 }), async (list, length) => {
      const { clientId, last } = await play(list);
      const whole = await read(clientId, { kind: "as-of", from: null, until: addDays(last, 1) });
      let [closing, sums] = [
        0,
        Object.fromEntries(
          movementKinds.map((kind) => [kind, { minutes: 0, valueMinor: 0 }]),
        ) as Statement["movements"],
      ];
      for (let from = first; from <= addDays(last, 1); from = addDays(from, length)) {
        const statement = await read(clientId, { kind: "own", from, until: addDays(from, length - 1) });
        expect(statement.openingMinutes).toBe(closing);
        expect(statement.openingMinutes + changeOf(statement.movements)).toBe(statement.closingMinutes);
        const lines = (
          await asSystem((tx) => listActs(tx, clientId, statement.openingSeq, statement.head?.seq ?? 0))
        ).map(statementLine);
        expect(lines.reduce((sum, line) => sum + line.changeMinutes, statement.openingMinutes)).toBe(
          statement.closingMinutes,
        );
        expect(
          lines.every((line) => line.recordedOn >= from && line.recordedOn <= addDays(from, length - 1)),
        ).toBe(true);
        closing = statement.closingMinutes;
        sums = Object.fromEntries(
          movementKinds.map((kind) => [
            kind,
            {
              minutes: sums[kind].minutes + statement.movements[kind].minutes,
              valueMinor: sums[kind].valueMinor + statement.movements[kind].valueMinor,
            },
          ]),
        ) as Statement["movements"];
      }
      expect(closing).toBe(whole.closingMinutes);
      expect(sums).toEqual(whole.movements);
      const independent = await sumIndependently(clientId, zone, null, addDays(last, 1));
      expect([whole.closingMinutes, whole.movements.used.valueMinor, whole.movements.bought]).toEqual([
        independent.closing,
        0 - independent.usedMinor,
        { minutes: independent.bought, valueMinor: independent.boughtMinor },
      ]);
      expect(whole.movements.used.minutes).toBe(0 - independent.used);
    }),
    { numRuns: 12, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  );
}, 120_000);

test.each([
  ["the night that clocks go forward", "Europe/Amsterdam", "2026-03-29", 23],
  ["the night that clocks go back", "Europe/Amsterdam", "2026-10-25", 25],
  ["a day that begins before UTC's", "Pacific/Kiritimati", "2026-05-31", 24],
  ["a day that begins after UTC's", "Pacific/Pago_Pago", "2026-05-31", 24],
  ["a leap day", "Europe/Berlin", "2028-02-29", 24],
  ["a midnight that is skipped", "America/Santiago", "2026-09-06", 23],
])("%s: a minute belongs to its own local day", async (_name, where, on, hours) => {
  const clientId = await world.newClient();
  await world.asSystem((tx) =>
    tx.query("update client_zone set zone = $2 where client_id = $1", [clientId, where]),
  );
  const begins =
    hours === 23 && where === "America/Santiago"
      ? instantAt(where, day(on), "01:00")
      : instantAt(where, day(on), "00:00");
  const ends = instantAt(where, addDays(day(on), 1), "00:00");
  expect((ends.getTime() - begins.getTime()) / 3_600_000).toBe(hours);
  const moments = [begins.getTime() - 1, begins.getTime(), ends.getTime() - 1, ends.getTime()];
  for (const [index, moment] of moments.entries())
    await world.credit(clientId, {
      source: "grant",
      minutes: 10 ** index,
      now: new Date(moment),
      expiresAt: null,
    });
  const statement = await asSystem((tx) =>
    readStatement(tx, { id: clientId, zone: where }, { kind: "own", from: day(on), until: day(on) }),
  );
  expect([statement.openingMinutes, statement.movements.granted.minutes, statement.closingMinutes]).toEqual([
    1, 110, 111,
  ]);
});
