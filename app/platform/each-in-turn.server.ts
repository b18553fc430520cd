import { log } from "./log.server.ts";

/** Acts on one after the other; where one fails it is said with its facts and the others have their turn. Throws at the end when any failed, so that a job comes back. */
export async function eachInTurn<One>(
  all: readonly One[],
  act: (one: One) => Promise<void>,
  failure: { says: string; facts: (one: One) => Record<string, string> },
): Promise<void> {
  let failed = 0;
  for (const one of all) {
    await act(one).catch((error: unknown) => {
      failed += 1;
      log.error({ ...failure.facts(one), error: String(error) }, failure.says);
    });
  }
  if (failed > 0) throw new Error(`${failure.says}: ${failed} of ${all.length}`);
}
