import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** Opens the task that a client's notice is for the people of the MSP; the same notice is one task. */
export function tellNotice(clientId: string, contractId: string): Promise<void> {
  return asSystem(async (tx) => {
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
