import type { Chance } from "#test/schedules/random.ts";
import { atGate, isOnStage, type ActorScheduler } from "#test/schedules/actor-scheduler.ts";

type Failure = "drop_after" | "500" | "500_kept" | "500_after" | "429" | "409";

/** The way to Stripe in a schedule: each of eight kinds of trouble meets one of `trouble` requests (0: none does); `outage` requests more get lost. All clocks show `clock.at` (ms). */
export type Network = {
  chance: Chance;
  actors: ActorScheduler;
  clock: { at: number };
  trouble: number;
  outage: number;
  /** Has Stripe fail its next request in one of its ways. */
  setFault: (mode: Failure) => Promise<void>;
};

// The library gives a request up after this long.
const flightMs = 14_000;
// A claim outlasts what a request that was given up may still do.
const afterlifeMs = 25_000;
const quiet = 99;

/** Carries a request over a network that loses questions and answers, to a Stripe that has failures of its own. `send` is told when nobody waits for its answer any more. */
export async function carry<Answer>(
  network: Network,
  paying: boolean,
  send: (late: boolean) => Promise<Answer>,
): Promise<Answer> {
  if (!isOnStage()) return send(false);
  const { clock, chance } = network;
  const sentAt = clock.at;
  await atGate();
  if (clock.at - sentAt > flightMs) throw new Error("given up on the way");
  // Trouble meets the call that moves money more often.
  const span = paying ? Math.max(12, network.trouble / 3) : network.trouble;
  const luck = network.trouble > 0 ? chance.below(span) : quiet;
  if (network.trouble > 0 && (network.outage > 0 || luck === 0)) {
    network.outage = network.outage > 0 ? network.outage - 1 : chance.below(4);
    throw new Error("lost on the way");
  }
  // What hangs, or is cut off, often stays so for the library's next try.
  if (luck === 1 || luck === 2) network.outage = chance.below(3);
  if (luck === 1) {
    void network.actors.enter(() => arriveLate(network, sentAt, send));
    throw new Error("timed out");
  }
  const mode = (["drop_after", "500", "500_kept", "500_after", "429", "409"] as const)[luck - 2];
  if (mode) await network.setFault(mode);
  return send(false);
}

/** Whoever asked has given up; Stripe does it all the same, a while later. */
async function arriveLate(
  { clock }: Network,
  sentAt: number,
  send: (late: boolean) => Promise<unknown>,
): Promise<void> {
  await atGate();
  if (clock.at - sentAt < afterlifeMs) await send(true);
}
