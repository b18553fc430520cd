import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import type { ClientRole } from "#app/identity/scope.ts";
import type { ClientCount, ClientNeed } from "#app/portal/menu.ts";

import { findFrameFacts } from "./store/frame-facts.server.ts";

export type ClientFrameData = {
  person: { name: string; role: ClientRole };
  clientId: string;
  clientName: string;
  mspName: string;
  /** What the client has: its menu shows the pages about that. */
  has: ClientNeed[];
  counts: Record<ClientCount, number>;
  /** Has a managed contract and never had hours: nothing here is counted for it. */
  contractOnly: boolean;
};

/** What the frame around every client page shows; to staff there is no such page. */
export async function getClientFrame(request: Request): Promise<ClientFrameData> {
  const client = await requireClient(request);
  const { mspName, places } = await requireSignedIn(request);
  const { approvals, contract, contractPage, contractOnly, people, proposal } = await findFrameFacts(client);
  const owned: Record<ClientNeed, boolean> = {
    hours: !contractOnly,
    contract,
    "contract-page": contractPage,
    people,
    proposal,
    approvals: approvals !== null,
    places: places > 1,
  };
  const needs: ClientNeed[] = [
    "hours",
    "contract",
    "contract-page",
    "people",
    "approvals",
    "proposal",
    "places",
  ];
  return {
    person: { name: client.name, role: client.role },
    clientId: client.clientId,
    clientName: client.clientName,
    mspName,
    has: needs.filter((need) => owned[need]),
    counts: { approvals: approvals ?? 0 },
    contractOnly,
  };
}
