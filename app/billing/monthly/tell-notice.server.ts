import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { findSeller } from "#app/clients/parties-store.server.ts";
import { followEnd } from "#app/contracts/end-contract.server.ts";
import { listContracts, listStaffOf } from "#app/contracts/store/contract-store.server.ts";
import { listManagers } from "#app/people/store/report-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

/**
 * Has a client's notice followed: its contract covers work until it ends, the people of the MSP have a task, and the client's managers
 * and the account managers have it in writing. The same notice is one task, and one letter a person.
 */
export function tellNotice(clientId: string, contractId: string): Promise<void> {
  return asSystem(async (tx) => {
    // No client's role can write what is covered.
    const client = await lockClient(tx, clientId);
    await followEnd(tx, clientId, contractId);
    const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
    if (!client || !contract?.notice) return;
    const { by, givenOn, endsOn, words } = contract.notice;
    await openTask(tx, {
      kind: "contract-notice",
      subject: contractId,
      clientId,
      detail: { contract: contract.name, by, endsOn },
    });
    const { name: mspName } = await findSeller(tx);
    const readers = [
      ...(await listManagers(tx, clientId)).map((one) => ({ ...one, toStaff: false })),
      ...(await listStaffOf(tx, "account_manager")).map((one) => ({ ...one, toStaff: true })),
    ];
    for (const { userId, name, email, locale, toStaff } of readers)
      await queueLetter(tx, {
        key: `contract-notice:${contractId}:${userId}`,
        clientId: toStaff ? null : clientId,
        to: email,
        locale: localeOf(locale),
        thread: `contract.${contractId}`,
        template: "contract-notice",
        props: {
          name,
          mspName,
          toStaff,
          clientName: client.name,
          contract: contract.name,
          by,
          givenOn,
          endsOn,
          words,
          url: `${env().origin}${toStaff ? `/staff/clients/${clientId}` : ""}/contract`,
        },
      });
  });
}
