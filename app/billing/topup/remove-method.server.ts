import { ledgerActor } from "#app/hours/ledger.server.ts";
import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { stopBuying } from "./end-topup.server.ts";
import { askToDetach } from "./finish-setup.server.ts";
import { findMethod, retireMethod } from "./method-store.server.ts";

/** Takes the saved method out of use, here at once and at Stripe by a job; mode charge becomes warn. Safe to repeat. */
export async function removeMethod(scope: ClientScope): Promise<Result<null, "may-not-change">> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-change");
  return asSystem(async (tx) => {
    await lockClient(tx, scope.clientId);
    const at = now();
    const method = await findMethod(tx, scope.clientId);
    if (!method || !(await retireMethod(tx, method, "by-client", at))) return ok(null);
    await askToDetach(tx, method);
    const setting = await findTopupSetting(tx, scope.clientId);
    if (setting?.mode === "charge")
      await stopBuying(tx, setting, {
        clientId: scope.clientId,
        key: `method-removed:${randomUUID()}`,
        mode: "warn",
        actor: ledgerActor(scope),
      });
    await appendAudit(tx, scope, {
      action: "method.removed",
      target: `method:${method.id}`,
      detail: { type: method.type, last4: method.last4 },
    });
    return ok(null);
  });
}
