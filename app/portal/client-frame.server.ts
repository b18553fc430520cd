import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { mayManagePeople, type ClientRole } from "#app/identity/scope.ts";

import { findFrameFacts } from "./store/frame-facts.server.ts";

export type ClientFrameData = {
  person: { name: string; role: ClientRole };
  clientName: string;
  mspName: string;
  mayManagePeople: boolean;
  /** How much time waits for this person's word; null for who is never asked. */
  approvals: number | null;
  /** Has a managed contract and never had hours: nothing here is counted for it. */
  contractOnly: boolean;
  /** Has a contract, of today, earlier or later. */
  hasContract: boolean;
  /** Its employees are known, with what they hold. */
  hasEmployees: boolean;
};

/** What the frame around every client page shows; to staff there is no such page. */
export async function getClientFrame(request: Request): Promise<ClientFrameData> {
  const client = await requireClient(request);
  const { mspName } = await requireSignedIn(request);
  return {
    person: { name: client.name, role: client.role },
    clientName: client.clientName,
    mspName,
    mayManagePeople: mayManagePeople(client),
    ...(await findFrameFacts(client)),
  };
}
