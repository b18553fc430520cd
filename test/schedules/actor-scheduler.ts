import { AsyncLocalStorage } from "node:async_hooks";

import type { Chance } from "#test/schedules/random.ts";

type Actor = { actors: ActorScheduler; killed: boolean; moved: () => void };
type Gate = { actor: Actor; open: () => void; shut: (why: Error) => void };

const onStage = new AsyncLocalStorage<Actor>();
const mostStepMs = 30_000;

/** What a process that was killed meets wherever it would go on. */
export class Killed extends Error {
  constructor() {
    super("the process was killed");
  }
}

/** Lets the processes of a schedule go on one step at a time, from one gate (a call to Stripe, a transaction) to the next, in an order that the seed chooses. */
export class ActorScheduler {
  /** What processes have thrown that were not killed. */
  readonly troubles: string[] = [];
  #gates: Gate[] = [];
  readonly #chance: Chance;
  readonly #beforeStep: () => void;

  constructor(chance: Chance, beforeStep: () => void) {
    this.#chance = chance;
    this.#beforeStep = beforeStep;
  }

  /** A process begins, and runs to its first gate. */
  enter(run: () => Promise<unknown>): Promise<void> {
    const actor: Actor = { actors: this, killed: false, moved: () => undefined };
    return this.#step(actor, () => {
      void onStage
        .run(actor, run)
        .catch((error: unknown) => {
          if (!actor.killed) this.troubles.push(String(error));
        })
        .finally(() => actor.moved());
    });
  }

  /** One of those who wait goes on to its next gate, or to its end. */
  async goOn(): Promise<void> {
    const gate = this.#take();
    if (gate) await this.#step(gate.actor, gate.open);
  }

  /** One of those who wait is killed where it stands. */
  async crash(): Promise<void> {
    const gate = this.#take();
    if (!gate) return;
    gate.actor.killed = true;
    const its = this.#gates.filter(({ actor }) => actor === gate.actor);
    this.#gates = this.#gates.filter(({ actor }) => actor !== gate.actor);
    await this.#step(gate.actor, () => [gate, ...its].forEach(({ shut }) => shut(new Killed())));
  }

  /** Everybody who still lives goes on to the end. */
  async finish(): Promise<void> {
    while (this.#gates.length > 0) await this.goOn();
  }

  wait(actor: Actor): Promise<void> {
    return new Promise((open, shut) => {
      this.#gates.push({ actor, open, shut });
      actor.moved();
    });
  }

  #take(): Gate | undefined {
    return this.#gates.length === 0
      ? undefined
      : this.#gates.splice(this.#chance.below(this.#gates.length), 1)[0];
  }

  async #step(actor: Actor, go: () => void): Promise<void> {
    this.#beforeStep();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      actor.moved = resolve;
      timer = setTimeout(() => reject(new Error("a process of the schedule is stuck")), mostStepMs);
      go();
    }).finally(() => clearTimeout(timer));
  }
}

/** Waits here until the schedule lets this process go on; throws when it was killed. Whoever is in no schedule passes. */
export async function atGate(): Promise<void> {
  const actor = onStage.getStore();
  if (!actor) return;
  if (actor.killed) throw new Killed();
  await actor.actors.wait(actor);
}

/** Tells whether the code that asks runs in a process of a schedule. */
export function isOnStage(): boolean {
  return onStage.getStore() !== undefined;
}

/** Tells whether the process that asks was killed. */
export function isKilled(): boolean {
  return onStage.getStore()?.killed ?? false;
}
