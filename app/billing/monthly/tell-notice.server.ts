import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { followEnd } from "#app/contracts/end-contract.server.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** Has a client's notice followed: its contract covers work until it ends, and the people of the MSP have a task; the same notice is one task. */
export function tellNotice(clientId: string, contractId: string): Promise<void> {
  return asSystem(async (tx) => {
    // No client's role can write what is covered.
    await lockClient(tx, clientId);
    await followEnd(tx, clientId, contractId);
    const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
    if (!contract?.notice) return;
    const { by, endsOn } = contract.notice;
    await openTask(tx, {
      kind: "contract-notice",
      subject: contractId,
      clientId,
      detail: { contract: contract.name, by, endsOn },
    });
  });
}
