import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import { attempt } from "#test/db/ledger/model.ts";
import { sumsIn, moveIn, type Sums } from "#test/db/ledger/moving.ts";
import {
  after,
  day,
  newClient,
  one,
  openWorld,
  postCredit,
  readBalance,
  readDefects,
  saveEntry,
  start,
  type Balance,
  type Tx,
  type World,
} from "#test/db/ledger/world.ts";

const seed = process.env["MODEL_SEED"];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

class Undo extends Error {}

type Act = { side: 0 | 1; pick: number; minutes: number; days: number } & (
  | { kind: "buy"; priceMinor: number }
  | { kind: "move" | "log" | "fix" | "take" | "extend" | "wait" | "gift" }
  | { kind: "refund"; share: number; disputed: number }
);
const about = {
  side: fc.constantFrom<0 | 1>(0, 1),
  pick: fc.nat(20),
  minutes: fc.integer({ min: 1, max: 240 }),
  days: fc.integer({ min: 1, max: 40 }),
};
const plain = <K extends "move" | "log" | "fix" | "take" | "extend" | "wait" | "gift">(...kinds: K[]) =>
  fc.record({ ...about, kind: fc.constantFrom(...kinds) });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      ...about,
      kind: fc.constant("buy" as const),
      priceMinor: fc.integer({ min: 1, max: 9_999 }),
    }),
    fc.record({
      ...about,
      kind: fc.constant("refund" as const),
      share: fc.constantFrom(0, 3, 100, 500, 1_000),
      disputed: fc.constantFrom(0, 0, 200, 1_000),
    }),
    plain("move"),
    plain("move"),
    plain("log", "fix", "take", "extend", "wait", "gift"),
  ),
  { minLength: 2, maxLength: 30, size: "max" },
);

/** Two accounts and what was done to them so far, in one transaction. */
class Pair {
  private now = start.getTime();
  private version = 1;
  private readonly payments: string[][] = [[], []];
  private readonly entries: { id: string; revision: number }[][] = [[], []];
  constructor(
    private readonly tx: Tx,
    private readonly clients: [string, string],
  ) {}

  async act(act: Act): Promise<void> {
    const { tx } = this;
    const clientId = this.clients[act.side];
    const now = new Date(this.now);
    const expiresAt = after(act.days * day, now);
    const chosen = <T>(list: T[] | undefined): T | undefined => list?.[act.pick % list.length];
    switch (act.kind) {
      case "wait":
        this.now += (act.days * day) / 4;
        return;
      case "buy": {
        const paymentId = randomUUID();
        await postCredit(tx, clientId, {
          minutes: act.minutes,
          priceMinor: act.priceMinor,
          now,
          expiresAt,
          paymentId,
        });
        this.payments[act.side]?.push(paymentId);
        return;
      }
      case "gift":
        await postCredit(tx, clientId, { source: "goodwill", minutes: act.minutes, now, expiresAt });
        return;
      case "log": {
        const entry = { id: randomUUID(), revision: 1 };
        this.entries[act.side]?.push(entry);
        await saveEntry(tx, clientId, { ...entry, minutes: act.minutes, workedAt: now, now });
        return;
      }
      case "fix": {
        const entry = chosen(this.entries[act.side]);
        if (entry)
          await saveEntry(tx, clientId, {
            id: entry.id,
            revision: (entry.revision += 1),
            minutes: act.minutes,
            workedAt: start,
            now,
          });
        return;
      }
      case "take":
        await tx.query("select hours_adjust($1, $2, $3, 'x', $4, 'iris')", [
          clientId,
          randomUUID(),
          act.minutes,
          now,
        ]);
        return;
      case "extend":
        await attempt({ tx }, () =>
          tx.query("select hours_extend_lot($1, $2, $3, $4, 'x', $5, 'iris')", [
            clientId,
            randomUUID(),
            1 + (act.pick % 6),
            after(30 * day, expiresAt),
            now,
          ]),
        );
        return;
      case "refund": {
        const paymentId = chosen(this.payments[act.side]);
        if (paymentId)
          await tx.query(
            "select hours_sync_payment($1, $2, $3, (select gross_minor * $4::int / 1000 from hour_payment where id = $2), (select gross_minor * $6::int / 1000 from hour_payment where id = $2), $5, 'stripe')",
            [clientId, paymentId, (this.version += 1), act.share, now, act.disputed],
          );
        return;
      }
      case "move":
        await this.move(act, now);
    }
  }
  private async move({ side, minutes }: Act, now: Date): Promise<void> {
    const { tx } = this;
    const [from, to] = side === 0 ? this.clients : [this.clients[1], this.clients[0]];
    for (const each of this.clients) await tx.query("select hours_expire_due($1, $2)", [each, now]);
    const before = await this.state(from, to, now);
    const code = await attempt({ tx }, () => moveIn(tx, { from, to, minutes, key: randomUUID(), now }));
    expect(code).toBe(before.balances[0].available >= minutes ? "ok" : "TG006");
    const then = await this.state(from, to, now);
    if (code !== "ok") return expect(then).toEqual(before);
    const value = then.sums[1].moved - before.sums[1].moved;
    expect(value).toBeGreaterThanOrEqual(0);
    expect(then.sums[0]).toEqual({
      ...before.sums[0],
      moved: before.sums[0].moved - value,
      deferred: before.sums[0].deferred - value,
    });
    if (before.balances[1].owed === 0)
      expect(then.sums[1]).toEqual({
        ...before.sums[1],
        moved: before.sums[1].moved + value,
        deferred: before.sums[1].deferred + value,
      });
    const net = ({ available, owed }: Balance): number => available - owed;
    expect([net(then.balances[0]), net(then.balances[1])]).toEqual([
      net(before.balances[0]) - minutes,
      net(before.balances[1]) + minutes,
    ]);
  }
  private async state(
    from: string,
    to: string,
    now: Date,
  ): Promise<{ sums: [Sums, Sums]; balances: [Balance, Balance] }> {
    const { tx } = this;
    return {
      sums: [await sumsIn(tx, from), await sumsIn(tx, to)],
      balances: [await readBalance(tx, from, now), await readBalance(tx, to, now)],
    };
  }
  async proof(): Promise<void> {
    const { tx, clients } = this;
    expect(await readDefects(tx)).toEqual([]);
    const sums = [await sumsIn(tx, clients[0]), await sumsIn(tx, clients[1])];
    expect(sums.reduce((sum, each) => sum + each.moved, 0)).toBe(0);
    for (const each of clients)
      expect(
        one(
          (await tx.query<{ broken: number | null }>("select hours_verify_chain($1) as broken", [each])).rows,
        ).broken,
      ).toBeNull();
  }
}

it("moves hours in any sequence without making or losing a minute or a cent, and earns and lapses nothing by it", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (acts) => {
      await world
        .asSystem(async (tx) => {
          const pair = new Pair(tx, [await newClient(tx), await newClient(tx)]);
          for (const act of acts) await pair.act(act);
          await pair.proof();
          throw new Undo();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error;
        });
    }),
    {
      numRuns: Number(process.env["MOVE_RUNS"] ?? 40),
      endOnFailure: process.env["MODEL_SHRINK"] === "no",
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    },
  );
}, 600_000);
