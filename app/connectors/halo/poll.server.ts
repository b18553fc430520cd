import { haloInstant, toHaloInstant } from "#app/connectors/rules/halo.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { readContext } from "./context.server.ts";
import { wantByHaloIds, wantOpen, writeHeard, writePolled, type TicketKey } from "./store.server.ts";
import { enqueueSync } from "./sync-request.server.ts";

/** How far each reading reaches back over the one before: what Halo shows late is still seen. */
const overlapMs = 600_000;
const firstMs = 86_400_000;

/**
 * Asks Halo which tickets changed and wants those of ours brought together. It counts by the instants that Halo itself wrote, so no
 * difference of clock or zone loses a change; a reading that fails is made again from where the last one ended.
 */
export async function pollHalo(): Promise<void> {
  const context = await asSystem(readContext);
  if (typeof context === "string") return;
  const { polledUntil, notBefore } = context.connection;
  if (notBefore && notBefore > now()) return;
  const until = haloInstant(polledUntil ?? "") ?? new Date(now().getTime() - firstMs + overlapMs);
  const changed = await context.api.ticketsSince(toHaloInstant(new Date(until.getTime() - overlapMs)));
  const at = now();
  if (!changed.ok) {
    const { refusal, detail, retryAfterSeconds } = changed;
    const status = refusal === "missing" ? "refused" : refusal;
    const later = retryAfterSeconds === null ? null : new Date(at.getTime() + retryAfterSeconds * 1000);
    return asSystem((tx) => writeHeard(tx, { status, detail, at, notBefore: later }));
  }
  const instants = changed.value.map(({ last_update }) => haloInstant(last_update ?? "")?.getTime() ?? 0);
  await asSystem(async (tx) => {
    await writeHeard(tx, { status: "works", detail: null, at, notBefore: null });
    await wantTickets(
      tx,
      changed.value.map(({ id }) => id),
    );
    await writePolled(tx, new Date(Math.max(until.getTime(), ...instants)).toISOString());
  });
}

/** Wants tickets brought together with their requests; those that are not ours are left alone. */
export async function wantTickets(tx: Tx, haloIds: readonly number[]): Promise<void> {
  await enqueueAll(tx, await wantByHaloIds(tx, haloIds));
}

/** Wants all that is open brought together: what any reading may have missed. */
export function syncOpen(): Promise<void> {
  return asSystem(async (tx) => {
    if (typeof (await readContext(tx)) !== "string") await enqueueAll(tx, await wantOpen(tx));
  });
}

/** Asks for several requests to be brought together. */
export async function enqueueAll(tx: Tx, keys: readonly TicketKey[]): Promise<void> {
  for (const key of keys) await enqueueSync(tx, key);
}
