import { findSeller } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { lastLetterAt, queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

import { seatTypeName } from "./held-store.server.ts";
import { reportOf } from "./report-page.server.ts";
import type { KnownRoster } from "./rules/report-changes.ts";
import { listProducts, listSeatTypes } from "./store/product-store.server.ts";
import { listManagers, listReportClients } from "./store/report-store.server.ts";
import { findRoster, findRosterKnownAt } from "./store/roster-store.server.ts";

/** How many rows of a list a letter shows at most; the page has them all. */
const mostChanges = 30;
const mostNames = 12;

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
    const before = await knownAtLastReport(tx, { clientId, zone, today });
    const roster = await findRoster(tx, clientId);
    const products = await listProducts(tx);
    const seatTypes = await listSeatTypes(tx);
    const { name: mspName } = await findSeller(tx);
    for (const person of await listManagers(tx, clientId)) {
      const named = seatTypes.map(({ id, names }) => ({
        id,
        name: withLocale(person.locale, () => seatTypeName(names)),
      }));
      const report = reportOf({ roster, products, seatTypes: named, today }, before);
      await queueLetter(tx, {
        key: `${keyStart(clientId)}${today.slice(0, 7)}:${person.userId}`,
        clientId,
        to: person.email,
        locale: person.locale,
        template: "people-report",
        props: {
          name: person.name,
          mspName,
          url: `${env().origin}/reports?since=${report.since}`,
          since: report.since,
          licences: report.licences.map(({ name, bought, assigned, leavers }) => ({
            name,
            bought,
            assigned,
            leavers,
          })),
          rights: report.rights.resources.map(({ name, holders }) => ({
            name,
            people: holders.slice(0, mostNames).map((holder) => holder.name),
            count: holders.length,
          })),
          changes: report.changes.slice(0, mostChanges),
          moreChanges: Math.max(report.changes.length - mostChanges, 0),
          left: report.rights.leavers,
        },
      });
    }
  });
}

const keyStart = (clientId: string): string => `people-report:${clientId}:`;

/** What was known when the report of a month before this one was written; of a client's first one, when the day began that lies a month back. */
async function knownAtLastReport(
  tx: Tx,
  { clientId, zone, today }: { clientId: string; zone: string; today: Day },
): Promise<KnownRoster> {
  const last = await lastLetterAt(tx, keyStart(clientId), startOfDay(zone, startOfMonth(today)));
  const at = last ?? startOfDay(zone, addMonths(today, -1));
  return { roster: await findRosterKnownAt(tx, clientId, at), until: dayIn(zone, at) };
}
