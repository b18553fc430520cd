import { findClient, lockClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { endInside } from "./charge-request.server.ts";
import type { Charge } from "./rules/charge.ts";
import { monthOf } from "./rules/month.ts";
import {
  findCharge,
  isCharge,
  listCharges,
  listEndedBy,
  restoreCharge,
  setChargeEnd,
} from "./store/charge-store.server.ts";
import { findLastClosedMonth } from "./store/month-store.server.ts";

export type ChargeRefusal =
  "charge-before-start" | "charge-is-once" | "charge-ends-earlier" | "charge-taken-back";

/** Ends what a request costs a month after a last day, that may have passed: a closed month is put right by a correction. Sent twice, it ends once. */
export function endCharge(
  scope: StaffScope,
  { clientId, id, lastOn }: { clientId: string; id: string; lastOn: Day },
): Promise<Result<null, ChargeRefusal>> {
  return inScope(scope, async (tx) => {
    const charge = await lockedCharge(tx, clientId, id);
    if (!charge) return refuse("charge-taken-back");
    if (charge.part === "once") return refuse("charge-is-once");
    if (lastOn < charge.startsOn) return refuse("charge-before-start");
    if (charge.endsOn !== null && charge.endsOn < lastOn) return refuse("charge-ends-earlier");
    await endInside(tx, scope, { clientId, charge, endsOn: lastOn, causeId: null });
    return ok(null);
  });
}

/** Takes back what a request cost as though it had never been charged; a closed month is put right by a correction. A second time changes nothing. */
export function takeBackCharge(scope: StaffScope, clientId: string, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    const charge = await lockedCharge(tx, clientId, id);
    if (charge) await endInside(tx, scope, { clientId, charge, endsOn: null, causeId: null });
  });
}

/** The amount under its client's lock, an ended client's too; null where it was taken back, 404 where it or the client is not there. */
async function lockedCharge(tx: Tx, clientId: string, id: string): Promise<Charge | null> {
  await lockClient(tx, clientId);
  if (!(await findClient(tx, clientId))) return notFound();
  return (await findCharge(tx, clientId, id)) ?? ((await isCharge(tx, clientId, id)) ? null : notFound());
}

/** Ends all that a client's requests cost a month, with the client; the caller holds its lock. `causeId` is the ending. Done twice, it is done once. */
export async function endChargesInside(
  tx: Tx,
  actor: StaffScope | "system",
  { clientId, lastOn, causeId }: { clientId: string; lastOn: Day; causeId: string },
): Promise<void> {
  for (const charge of await listCharges(tx, clientId, lastOn)) {
    if (charge.part === "once") continue;
    const endsOn = charge.startsOn > lastOn ? null : lastOn;
    await endInside(tx, actor, { clientId, charge, endsOn, causeId });
  }
}

/** Has go on what a client's ending ended, where that is taken back; not where a month without it is closed. The caller holds the client's lock. */
export async function undoEndOfCharges(
  tx: Tx,
  scope: StaffScope,
  { clientId, causeId }: { clientId: string; causeId: string },
): Promise<void> {
  const lastClosed = await findLastClosedMonth(tx, clientId);
  for (const { id, startsOn, endsOn, ownEndsOn, isTakenBack } of await listEndedBy(tx, clientId, causeId)) {
    const next = isTakenBack || endsOn === null ? startsOn : addDays(endsOn, 1);
    if (lastClosed !== null && monthOf(next) <= lastClosed) continue;
    if (isTakenBack) await restoreCharge(tx, { clientId, id });
    else {
      const end = { endsOn: ownEndsOn, ownEndsOn: null, by: scope.userId, causeId: null };
      await setChargeEnd(tx, { clientId, id }, end);
    }
  }
}
