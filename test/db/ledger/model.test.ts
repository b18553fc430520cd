import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import { moneyCommands } from "#test/db/ledger/model-money.ts";
import { moveCommands } from "#test/db/ledger/model-move.ts";
import { timeCommands } from "#test/db/ledger/model-time.ts";
import { newModel } from "#test/db/ledger/model.ts";
import { newClient, openWorld, readDefects, type World } from "#test/db/ledger/world.ts";

/** How many sequences, of up to how many commands, told by how many at once; for long runs see npm run test:model. */
const runs = Number(process.env["MODEL_RUNS"] ?? 100);
const length = Number(process.env["MODEL_LENGTH"] ?? 150);
const seconds = Number(process.env["MODEL_SECONDS"] ?? 500);
const seed = process.env["MODEL_SEED"];
const lanes = 2;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Thrown to roll a sequence back: the next one starts on an empty ledger. */
class Undo extends Error {}

async function tell(numRuns: number, lane: number): Promise<void> {
  const commands = fc.commands([...timeCommands, ...moneyCommands, ...moveCommands], {
    maxCommands: length,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(commands, async (acts) => {
      await world
        .asSystem(async (tx) => {
          const [clientId, partnerId] = [await newClient(tx), await newClient(tx)];
          await fc.asyncModelRun(
            () => ({ model: newModel(), real: { tx, clientId, partnerId, replays: [] } }),
            acts,
          );
          expect(await readDefects(tx)).toEqual([]);
          throw new Undo();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error;
        });
    }),
    {
      numRuns,
      endOnFailure: process.env["MODEL_SHRINK"] === "no",
      interruptAfterTimeLimit: 1000 * seconds,
      markInterruptAsFailure: true,
      ...(seed === undefined ? {} : { seed: Number(seed) + lane }),
    },
  );
}

it(
  "believes after every command what an oracle in memory believes, and comes to no defect",
  async () => {
    await Promise.all(Array.from({ length: lanes }, (_, lane) => tell(Math.ceil(runs / lanes), lane)));
  },
  1000 * (seconds + 100),
);
