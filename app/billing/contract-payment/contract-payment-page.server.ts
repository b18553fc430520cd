import { clientsAccess } from "#app/clients/access.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { listContractPayments, type ContractPayment } from "./contract-payment-store.server.ts";

/** How a client's contracts are paid, for those who spend its money and for staff; none for others of the client. */
export function getContractPayments(
  scope: ClientScope | StaffScope,
  clientId: string,
): Promise<ContractPayment[]> {
  if (scope.kind === "client" && !may(scope, clientsAccess.spend)) return Promise.resolve([]);
  return readInScope(scope, (tx) => listContractPayments(tx, clientId));
}
