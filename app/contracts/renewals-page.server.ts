import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { listAllTermEnds } from "#app/people/held-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { compareNames } from "#app/platform/search-key.ts";

import { contractsAccess } from "./access.ts";
import { decisionsAhead, findNoted, type Decision } from "./rules/renewals.ts";
import { listAllContracts } from "./store/contract-store.server.ts";
import { listDecisionNotes } from "./store/terms-store.server.ts";

export type RenewalRow = Decision & { clientId: string; clientName: string };
export type RenewalsPage = { rows: RenewalRow[]; today: Day; mayEdit: boolean };

/** Every decision that some client's contract or licence asks for in the next 90 days, the nearest first, each with what was noted about it; a term that ended without one stays. */
export function getRenewalsPage(scope: StaffScope): Promise<RenewalsPage> {
  return readInScope(scope, async (tx) => {
    const { zone } = await requireMsp(tx);
    const today = dayIn(zone, now());
    return { rows: await listDecisions(tx, today), today, mayEdit: may(scope, contractsAccess.edit) };
  });
}

/** The decisions of all clients within the next days, each with what was noted about it. Two queries, one more where a contract's term is among them. */
export async function listDecisions(tx: Tx, today: Day, within?: number): Promise<RenewalRow[]> {
  const contracts = await listAllContracts(tx);
  const terms = await listAllTermEnds(tx, today);
  const clients = new Map([...contracts, ...terms].map(({ clientId, clientName }) => [clientId, clientName]));
  const rows = [...clients]
    .flatMap(([clientId, clientName]) =>
      decisionsAhead(
        contracts.filter((one) => one.clientId === clientId).map(({ contract }) => contract),
        terms.filter((one) => one.clientId === clientId),
        { today, within },
      ).map((decision) => ({ ...decision, clientId, clientName })),
    )
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : compareNames(a.clientName, b.clientName)));
  if (rows.every(({ termEndsOn }) => termEndsOn === null)) return rows;
  const notes = await listDecisionNotes(tx);
  return rows.map((row) => ({ ...row, noted: findNoted(notes, row) }));
}
