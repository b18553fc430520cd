import { countPromises } from "#app/desk/rules/kept-promises.ts";
import {
  findResponseFigures,
  listPromisedClients,
  listPromises,
} from "#app/desk/store/report-store.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** How many months a report goes back, with the present one. */
const months = 6;

export type PromiseReport = Awaited<ReturnType<typeof readReport>>;

async function readReport(tx: Tx, clientId: string | null, zone: string) {
  const at = now();
  const scope = { clientId, from: addMonths(startOfMonth(dayIn(zone, at)), 1 - months) };
  return {
    ...countPromises(await listPromises(tx, scope), at),
    figures: await findResponseFigures(tx, scope),
  };
}

/** Which promises to a client were kept in the last six months. */
export function getClientReport(scope: ClientScope, zone: string): Promise<PromiseReport> {
  return readInScope(scope, (tx) => readReport(tx, scope.clientId, zone));
}

/** The same for the MSP, of one client or of all, with the clients to choose from. */
export function getStaffReport(
  scope: StaffScope,
  { clientId, zone }: { clientId: string | null; zone: string },
) {
  return readInScope(scope, async (tx) => ({
    report: await readReport(tx, clientId, zone),
    clients: await listPromisedClients(tx),
  }));
}
