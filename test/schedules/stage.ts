import type { Chance } from "#test/schedules/random.ts";

/** Lets actors of a schedule go on one at a time, in an order that the seed chooses; a crashed one never does. */
export class Stage {
  #waiting: (() => void)[] = [];
  #finishing = false;
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Waits for one's turn. */
  turn(): Promise<void> {
    if (this.#finishing) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets one of those who wait go on. */
  goOn(): void {
    this.#take()?.();
  }

  /** One of those who wait dies there. */
  crash(): void {
    this.#take();
  }

  /** Lets what was set free run until it waits again. */
  breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Everybody who still lives goes on to the end. */
  async finish(): Promise<void> {
    this.#finishing = true;
    while (this.#waiting.length > 0) this.goOn();
    await this.breathe();
  }

  #take(): (() => void) | undefined {
    if (this.#waiting.length === 0) return undefined;
    return this.#waiting.splice(this.#chance.below(this.#waiting.length), 1)[0];
  }
}
