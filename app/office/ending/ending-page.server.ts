import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import {
  listOpenInvoices,
  listUnusedOrders,
  type OpenInvoice,
  type UnusedOrder,
} from "#app/billing/open-invoice-store.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { findEnding, listEndedClients, type Ending } from "#app/clients/ending-store.server.ts";
import { isInForce } from "#app/contracts/rules/contract.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findOpenEnds } from "#app/office/store/clients.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type EndingPage = {
  client: { id: string; name: string; zone: string };
  today: Day;
  ending: Pick<Ending, "fromOn" | "hours" | "reason" | "decidedByName" | "doneAt"> | null;
  /** What is left or owed (below zero) in minutes, and whether the account stands still, so that nothing of it moves. */
  netMinutes: number;
  frozen: boolean;
  openRequests: number;
  peopleWithAccess: number;
  /** Contracts that are in force today: they end with the client. */
  runningContracts: string[];
  /** Null for who may not see money. */
  money: { invoices: OpenInvoice[]; unused: UnusedOrder[] } | null;
};

/** Whether and how a client ends, also one that has ended, with what is still open of it. */
export function getEndingPage(scope: StaffScope, clientId: string): Promise<EndingPage> {
  return readInScope(scope, async (tx) => {
    const at = now();
    const client = await findClient(tx, clientId);
    if (!client) return notFound();
    const today = dayIn(client.zone, at);
    const around = await findOpenEnds(tx, clientId, at);
    const contracts = await listContracts(tx, clientId);
    return {
      client: { id: client.id, name: client.name, zone: client.zone },
      today,
      ending: await findEnding(tx, clientId),
      netMinutes: around?.net ?? 0,
      frozen: around?.frozen ?? false,
      openRequests: around?.requests ?? 0,
      peopleWithAccess: around?.people ?? 0,
      runningContracts: contracts.filter((contract) => isInForce(contract, today)).map(({ name }) => name),
      money: may(scope, billingAccess.seeMoney)
        ? { invoices: await listOpenInvoices(tx, clientId), unused: await listUnusedOrders(tx, clientId) }
        : null,
    };
  });
}

/** The clients that ended, with the day of their zone on which they did, the latest first. */
export async function getEndedClients(
  scope: StaffScope,
): Promise<{ id: string; name: string; endedOn: Day }[]> {
  const rows = await readInScope(scope, listEndedClients);
  return rows.map(({ id, name, endedAt, zone }) => ({ id, name, endedOn: dayIn(zone, endedAt) }));
}
