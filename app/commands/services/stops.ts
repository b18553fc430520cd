import { giveUp } from "#app/commands/parts/say.mjs";

export type Stops = {
  /** What to stop at the end; the last that started stops first. */
  add: (stop: () => Promise<void>) => void;
  /** Stops everything, once. */
  run: () => Promise<void>;
  /** Stops everything because of a problem, says it and exits with 1. */
  fail: (problem: unknown) => void;
};

const patienceMs = 20_000;

/** Stops what was started, in order, when Ctrl-C, SIGTERM or a closed terminal says so. */
export function stopOnSignals(): Stops {
  const stops: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => (running ??= stopInOrder(stops));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // npm passes a Ctrl-C on that the terminal has sent already: the second one says nothing new.
    process.on(signal, () => {
      if (running) return;
      console.log("\nStopping");
      setTimeout(() => process.exit(1), patienceMs).unref();
      void run().then(() => {
        console.log("Stopped. The data is kept.");
        process.exit(0);
      });
    });
  }
  return {
    add: (stop) => stops.push(stop),
    run,
    fail: (problem) => {
      if (!running) void run().then(() => giveUp(problem));
    },
  };
}

async function stopInOrder(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops.reverse()) await stop().catch((error: unknown) => console.error(error));
}
