import { findSeller } from "#app/clients/parties-store.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLetterKept, queueLetter } from "#app/platform/mail/letters.server.ts";

import { asksAgain, nextQuarter, startOfQuarter } from "./rules/quarter.ts";
import { listDueClients, type DueClient } from "./store/due-store.server.ts";
import { listManagers } from "./store/report-store.server.ts";

/** Asks each client's managers to confirm its people and rights: once when a quarter begins, and once more three weeks later where it is still due. One client that fails keeps nobody else waiting. */
export async function askToConfirm(): Promise<void> {
  await eachInTurn(await asSystem(listDueClients), askClient, {
    says: "a client could not be asked to confirm its people",
    facts: ({ clientId }) => ({ client: clientId }),
  });
}

function askClient({ clientId, clientName, today, roster, rights }: DueClient): Promise<void> {
  return asSystem(async (tx) => {
    const quarter = startOfQuarter(today);
    const again =
      asksAgain(today) && (await isLetterKept(tx, `people-confirm:${clientId}:${quarter}:first:`));
    const { name: mspName } = await findSeller(tx);
    for (const { userId, name, email, locale } of await listManagers(tx, clientId))
      await queueLetter(tx, {
        key: `people-confirm:${clientId}:${quarter}:${again ? "again" : "first"}:${userId}`,
        clientId,
        to: email,
        locale,
        thread: `confirm.${clientId}.${quarter}`,
        template: "people-confirm",
        props: {
          name,
          mspName,
          clientName,
          again,
          quarterEndsOn: addDays(nextQuarter(today), -1),
          rosterUrl: roster ? `${env().origin}/employees/attest` : null,
          rightsUrl: rights ? `${env().origin}/access/review` : null,
        },
      });
  });
}
