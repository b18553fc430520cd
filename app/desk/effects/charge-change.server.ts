import type { Client } from "#app/clients/client-store.server.ts";
import { chargeRequestInside, undoChargeInside } from "#app/contracts/charge-request.server.ts";
import { ownPrice } from "#app/desk/rules/quote.ts";
import { findVersion } from "#app/desk/store/catalogue-store.server.ts";
import type { ChangeRow } from "#app/desk/store/change-store.server.ts";
import { listStateChanges } from "#app/desk/store/clock-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/**
 * Charges what a change that is complete costs by itself, from the day of its effect; what undoes another takes back what that one cost.
 * The caller's transaction holds the client's lock. Seats and licences are counted by the roster and are not in it.
 */
export async function chargeChange(
  tx: Tx,
  actor: StaffScope | "system",
  { client, change }: { client: Client; change: ChangeRow },
): Promise<void> {
  const { clientId, requestId, reversesId } = change;
  const today = dayIn(client.zone, now());
  if (reversesId !== null) return undoChargeInside(tx, actor, { clientId, requestId: reversesId }, today);
  // Undone before its checklist was done: nothing of it is left to pay.
  if (change.effectState === "undone") return;
  // It was done before, and cost then what it cost: completed anew, it costs nothing more.
  const states = await listStateChanges(tx, { clientId, requestId });
  if (states.some(({ state }) => state === "done")) return;
  const definition = (await findVersion(tx, change.itemId, change.version)) ?? notFound();
  const { number, title } = (await findRequestFacts(tx, clientId, requestId)) ?? notFound();
  const price = { clientId, requestId, number, title, ...ownPrice(change.quote, definition) };
  const on = change.effectAt === null ? today : dayIn(client.zone, change.effectAt);
  await chargeRequestInside(tx, actor, price, { on, zone: client.zone });
}
