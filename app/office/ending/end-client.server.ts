import {
  findEnding,
  insertEnding,
  lockAnyClient,
  undoEnding,
  type Ending,
} from "#app/clients/ending-store.server.ts";
import { endingDay, type EndingDayRefusal, type HoursChoice } from "#app/clients/rules/ending.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

import { undoEndOfCharges } from "#app/contracts/end-charge.server.ts";
import { undoEndsOf } from "#app/contracts/end-contract.server.ts";
import { carryOutInside, endContracts } from "./carry-out-ending.server.ts";

/** `key` is made with the form: sent twice, the client ends once. */
export type EndingPlan = { clientId: string; key: string; fromOn: Day; hours: HoursChoice; reason: string };
export type EndRefusal = EndingDayRefusal | "already-ending";

/** Ends a client from the beginning of a day in its zone: at once where that is today, else by a job at that moment. */
export function endClient(scope: StaffScope, plan: EndingPlan): Promise<Result<"now" | "later", EndRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId, key: id, fromOn, hours, reason } = plan;
    const client = await lockAnyClient(tx, clientId);
    if (!client) return notFound();
    const at = now();
    const when = endingDay(fromOn, dayIn(client.zone, at));
    const standing = await findEnding(tx, clientId);
    if (standing?.id === id) return ok(standing.doneAt ? "now" : "later");
    if (standing || client.endedAt) return refuse("already-ending");
    if (!when.ok) return when;
    const ending: Ending = {
      id,
      clientId,
      fromOn,
      hours,
      reason,
      decidedBy: scope.userId,
      decidedByName: scope.name,
      decidedAt: at,
      doneAt: null,
    };
    await insertEnding(tx, ending);
    await endContracts(tx, scope, ending);
    if (when.value === "now") await carryOutInside(tx, ending);
    else
      await enqueue(
        tx,
        "office.end-client",
        { clientId },
        { key: `end-client:${clientId}`, runAt: startOfDay(client.zone, fromOn) },
      );
    await appendAudit(tx, scope, {
      action: "client.ending-planned",
      target: `client:${clientId}`,
      clientId,
      detail: { fromOn, hours, reason },
    });
    return ok(when.value);
  });
}

/** Takes an ending back, planned or carried out: people have access again as they had it, and contracts that ended with it go on; top-up, monthly hours, hours that were taken off, and contracts of which a month is closed since, stay as they are. Nothing happens where the client doesn't end. */
export function bringBackClient(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    const client = await lockAnyClient(tx, clientId);
    if (!client) return notFound();
    const ending = await findEnding(tx, clientId);
    if (!ending) return;
    await undoEnding(tx, ending, { userId: scope.userId, at: now() });
    await undoEndsOf(tx, scope, { clientId, causeId: ending.id });
    await undoEndOfCharges(tx, scope, { clientId, causeId: ending.id });
    await appendAudit(tx, scope, {
      action: ending.doneAt ? "client.brought-back" : "client.ending-withdrawn",
      target: `client:${clientId}`,
      clientId,
      detail: { fromOn: ending.fromOn },
    });
  });
}
