import { findClient, lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { resumeAndRetry } from "./resume-topups.server.ts";
import { showAttempts, showMethod } from "./topup-page.server.ts";

export type StaffTopup = NonNullable<Awaited<ReturnType<typeof getStaffTopup>>>;

const rolesThatResume: readonly StaffScope["role"][] = ["account_manager", "finance", "owner"];

/** A client's top-ups for staff: the settings, what keeps top-ups from being made, the last attempts; null where the client has no hours. */
export function getStaffTopup(scope: StaffScope, clientId: string) {
  return readInScope(scope, async (tx) => {
    const setting = await findTopupSetting(tx, clientId);
    const client = await findClient(tx, clientId);
    if (!setting || !client) return null;
    return {
      mode: setting.mode,
      thresholdMinutes: setting.thresholdMinutes,
      cappedSince: setting.cappedAt && dayIn(client.zone, setting.cappedAt),
      suspendedSince: setting.suspendedAt && dayIn(client.zone, setting.suspendedAt),
      mayResume: rolesThatResume.includes(scope.role),
      method: await showMethod(tx, clientId, client.zone),
      attempts: (await showAttempts(tx, clientId, client.zone, false)).slice(0, 3),
    };
  });
}

/** Lets a client's top-ups go on after staff have put right what stopped them. Safe to repeat. */
export function resumeClientTopups(scope: StaffScope, clientId: string): Promise<Result<null, "may-not">> {
  return inScope(scope, async (tx) => {
    if (!rolesThatResume.includes(scope.role)) return refuse("may-not");
    await lockClient(tx, clientId);
    const setting = await findTopupSetting(tx, clientId);
    if (!setting?.suspendedAt) return ok(null);
    await resumeAndRetry(tx, clientId, now());
    await appendAudit(tx, scope, { action: "topup.resumed", target: `client:${clientId}`, clientId });
    return ok(null);
  });
}
