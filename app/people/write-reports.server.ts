import { findSeller } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { reportOf } from "./report-page.server.ts";
import { listProducts } from "./store/product-store.server.ts";
import { listManagers, listReportClients } from "./store/report-store.server.ts";
import { findRoster } from "./store/roster-store.server.ts";

/** Writes each client's report on licences and rights to its managers, once a client and month. One that fails keeps nobody else waiting. */
export async function writeReports(): Promise<void> {
  const clients = await asSystem(listReportClients);
  await eachInTurn(clients, ({ clientId, zone }) => writeReport(clientId, zone), {
    says: "a client's report could not be written",
    facts: ({ clientId }) => ({ client: clientId }),
  });
}

function writeReport(clientId: string, zone: string): Promise<void> {
  return asSystem(async (tx) => {
    const today = dayIn(zone, now());
    const report = reportOf(await findRoster(tx, clientId), await listProducts(tx), today);
    const { name: mspName } = await findSeller(tx);
    for (const person of await listManagers(tx, clientId))
      await queueLetter(tx, {
        key: `people-report:${clientId}:${today.slice(0, 7)}:${person.userId}`,
        clientId,
        to: person.email,
        locale: person.locale,
        template: "people-report",
        props: {
          name: person.name,
          mspName,
          url: `${env().origin}/licences`,
          since: report.since,
          licences: report.licences.map(({ name, bought, assigned, leavers }) => ({
            name,
            bought,
            assigned,
            leavers,
          })),
          changes: report.changes.slice(0, 30),
          left: report.rights.leavers,
        },
      });
  });
}
