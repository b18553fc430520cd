import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { ProposalState } from "./rules/state.ts";
import { listProposalsWithClients } from "./store/proposal-store.server.ts";

export type ProposalRow = {
  id: string;
  name: string;
  clientName: string;
  state: ProposalState;
  stateOn: Day;
};

/** The proposals of all clients for the MSP, or of a client that were sent, the latest first: one query. */
export function listProposalRows(scope: StaffScope | ClientScope): Promise<ProposalRow[]> {
  return readInScope(scope, async (tx) => {
    const rows = await listProposalsWithClients(tx, scope.kind === "client");
    return rows.map(({ zone, stateAt, ...row }) => ({ ...row, stateOn: dayIn(zone, stateAt) }));
  });
}
