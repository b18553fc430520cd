import type { Tx } from "#app/platform/db.server.ts";

import { isAnyPaidByMandate } from "./contract-payment-store.server.ts";
import type { SetupPurpose } from "./setup-purpose.ts";

/** What a way to pay has to be saved for: a client has one, so where a contract is collected, one that is saved for top-ups has to cover its invoices too. */
export async function purposeWithContracts(
  tx: Tx,
  clientId: string,
  asked: SetupPurpose,
): Promise<SetupPurpose> {
  if (asked.kind === "contract" || !(await isAnyPaidByMandate(tx, clientId))) return asked;
  return { ...asked, kind: "contract" };
}
