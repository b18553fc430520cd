import { billingAccess } from "#app/billing/access.ts";
import { may } from "#app/identity/permission.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findCredit, writeCreditLimit, type Credit } from "./credit-store.server.ts";

/** The owner says how many minutes a client may have on invoices that are not paid yet; zero for none. Said twice, it is on record once. */
export function setCreditLimit(
  scope: StaffScope,
  clientId: string,
  limitMinutes: number,
): Promise<Result<null, "owner-only">> {
  return inScope(scope, async (tx) => {
    if (!may(scope, billingAccess.setCredit)) return refuse("owner-only");
    if (!(await lockClient(tx, clientId))) return notFound();
    const { limitMinutes: before } = await findCredit(tx, clientId);
    if (limitMinutes === before || !(await writeCreditLimit(tx, clientId, limitMinutes, scope.userId)))
      return ok(null);
    await appendAudit(tx, scope, {
      action: "client.credit-changed",
      target: `client:${clientId}`,
      clientId,
      detail: { beforeMinutes: before, limitMinutes },
    });
    return ok(null);
  });
}

/** How a client's credit stands, for the people of the MSP. */
export function getCredit(scope: StaffScope, clientId: string): Promise<Credit> {
  return readInScope(scope, (tx) => findCredit(tx, clientId));
}
