import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { askToCheck } from "./letters.server.ts";
import type { ReadinessItem } from "./rules/readiness.ts";
import { markReadiness, writeReadinessAsk, writeReadinessNote } from "./store/readiness-store.server.ts";

/** Confirms a point of the checklist for the scope's own side, or takes that back. */
export function confirmReadiness(
  scope: StaffScope | ClientScope,
  { clientId, item, on }: { clientId: string; item: ReadinessItem; on: boolean },
): Promise<void> {
  return inScope(scope, async (tx) => {
    const side = scope.kind === "staff" ? ("msp" as const) : ("client" as const);
    await markReadiness(tx, { clientId, item, side, userId: scope.userId, on });
    await appendAudit(tx, scope, {
      action: on ? "readiness.confirmed" : "readiness.taken-back",
      target: `client:${clientId}`,
      clientId,
      detail: { kind: item },
    });
  });
}

/** Keeps what the MSP found at a point of the checklist, which the client reads; empty words take it away. */
export function noteReadiness(
  scope: StaffScope,
  { clientId, item, words }: { clientId: string; item: ReadinessItem; words: string },
): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeReadinessNote(tx, { clientId, item, words, userId: scope.userId });
    await appendAudit(tx, scope, {
      action: "readiness.noted",
      target: `client:${clientId}`,
      clientId,
      detail: { kind: item },
    });
  });
}

/** Asks a client to go through the checklist: its buyers are told by e-mail, once a day, and it waits on their home page until the client has confirmed all of it. */
export function askReadiness(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    const client = (await lockClient(tx, clientId)) ?? notFound();
    await writeReadinessAsk(tx, clientId, scope.userId);
    await askToCheck(tx, clientId, dayIn(client.zone, now()));
    await appendAudit(tx, scope, { action: "readiness.asked", target: `client:${clientId}`, clientId });
  });
}
