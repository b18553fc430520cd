import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { mayManagePeople, type ClientRole } from "#app/identity/scope.ts";

export type ClientFrameData = {
  person: { name: string; role: ClientRole };
  clientName: string;
  mspName: string;
  mayManagePeople: boolean;
};

/** What the frame around every client page shows; to staff there is no such page. */
export async function getClientFrame(request: Request): Promise<ClientFrameData> {
  const client = await requireClient(request);
  const { mspName } = await requireSignedIn(request);
  return { person: { name: client.name, role: client.role }, clientName: client.clientName, mspName, mayManagePeople: mayManagePeople(client) };
}
