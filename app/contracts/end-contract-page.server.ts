import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listContracts } from "./store/contract-store.server.ts";

/** The contract that is to end, and the first day that can be its last. One query. */
export function getEndContractPage(
  scope: StaffScope,
  client: { id: string; zone: string },
  contractId: string,
): Promise<{ name: string; today: Day }> {
  return readInScope(scope, async (tx) => {
    const contract = (await listContracts(tx, client.id)).find(({ id }) => id === contractId) ?? notFound();
    return { name: contract.name, today: dayIn(client.zone, now()) };
  });
}
