import { lockClient } from "#app/clients/client-store.server.ts";
import { findContract } from "#app/contracts/client-contract.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type ContractTerms = { name: string; seats: number; seatPriceMinor: number; startsOn: Day };

/** Writes what a client's contract says; the first time it makes one, in the client's currency. Prices in minor units without VAT. */
export function setContract(scope: StaffScope, clientId: string, terms: ContractTerms): Promise<void> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    const before = await findContract(tx, clientId, dayIn(client.zone, now()));
    const data = { ...terms, startsOn: new Date(terms.startsOn) };
    if (before) await tx.contract.update({ where: { clientId_id: { clientId, id: before.id } }, data });
    else await tx.contract.create({ data: { ...data, clientId, currency: client.currency } });
    await appendAudit(tx, scope, {
      action: before ? "contract.changed" : "contract.created",
      target: `client:${clientId}`,
      clientId,
      detail: {
        ...terms,
        seatsBefore: before?.seats ?? null,
        seatPriceMinorBefore: before?.seatPriceMinor ?? null,
        startsOnBefore: before?.startsOn ?? null,
      },
    });
  });
}
