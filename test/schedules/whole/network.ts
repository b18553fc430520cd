import type { Chance } from "#test/schedules/random.ts";
import { atGate, isOnStage, type Cast } from "#test/schedules/whole/cast.ts";
import { turn } from "#test/schedules/whole/emulated.ts";
import type { House } from "#test/schedules/whole/house.ts";

/** The way to Stripe in a schedule: each of eight kinds of trouble meets one of `trouble` requests (0: none does); `outage` requests more get lost. */
export type Network = { house: House; chance: Chance; cast: Cast; trouble: number; outage: number };

// The library gives a request up after this long.
const flightMs = 14_000;
// A claim outlasts what a request that was given up may still do.
const afterlifeMs = 25_000;
const quiet = 99;

/** Carries a request over a network that loses questions and answers, to a Stripe that has failures of its own. */
export async function carry(network: Network, url: string, init: RequestInit): Promise<Response> {
  if (!isOnStage()) return fetch(url, init);
  const { house, chance } = network;
  const sentAt = house.clock.at;
  await atGate();
  if (house.clock.at - sentAt > flightMs) throw new Error("given up on the way");
  // Trouble meets the call that moves money more often.
  const span = url.endsWith("/pay") ? Math.max(12, network.trouble / 3) : network.trouble;
  const luck = network.trouble > 0 ? chance.below(span) : quiet;
  if (network.trouble > 0 && (network.outage > 0 || luck === 0)) {
    network.outage = network.outage > 0 ? network.outage - 1 : chance.below(4);
    throw new Error("lost on the way");
  }
  // What hangs, or is cut off, often stays so for the library's next try.
  if (luck === 1 || luck === 2) network.outage = chance.below(3);
  if (luck === 1) {
    void network.cast.enter(() => arriveLate(network, sentAt, url, init));
    throw new Error("timed out");
  }
  const mode = (["drop_after", "500", "500_kept", "500_after", "429", "409"] as const)[luck - 2];
  if (mode) await turn(house, "faults", { op: "*", mode, times: 1 });
  return fetch(url, init);
}

/** Whoever asked has given up; Stripe does it all the same, a while later. */
async function arriveLate({ house }: Network, sentAt: number, url: string, init: RequestInit): Promise<void> {
  await atGate();
  const { signal: _, ...kept } = init;
  if (house.clock.at - sentAt < afterlifeMs) await (await fetch(url, kept)).text();
}
