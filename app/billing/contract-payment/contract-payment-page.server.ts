import { clientsAccess } from "#app/clients/access.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listContractPayments, type ContractPayment } from "./contract-payment-store.server.ts";

export type ContractPaymentsPage = { payments: ContractPayment[]; mayChange: boolean };

/** How a client's contracts are paid, for those who spend its money and for staff; none for others of the client. */
export async function getContractPayments(
  scope: ClientScope | StaffScope,
  clientId: string,
): Promise<ContractPaymentsPage> {
  const mayChange = may(scope, scope.kind === "client" ? clientsAccess.spend : contractsAccess.edit);
  if (scope.kind === "client" && !mayChange) return { payments: [], mayChange };
  return readInScope(scope, async (tx) => {
    const { zone } = await findBuyer(tx, clientId);
    return { payments: await listContractPayments(tx, clientId, dayIn(zone, now())), mayChange };
  });
}
