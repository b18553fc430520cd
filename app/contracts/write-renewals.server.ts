import { listBuyers, findSeller } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listStaffOf } from "./store/contract-store.server.ts";
import { listDecisions, type RenewalRow } from "./renewals-page.server.ts";

/** How many days before a contract's last day for notice, or before it ends, its client is told. */
const clientDays = 30;

/** Tells account managers of every decision 60 days ahead, and a client of its contract's last day for notice 30 days ahead. Once a decision and day: where the day moves, it is told anew. */
export async function writeRenewals(): Promise<void> {
  await asSystem(async (tx) => {
    const { zone } = await requireMsp(tx);
    const rows = (await listDecisions(tx, dayIn(zone, now()), 60)).filter(({ inDays }) => inDays >= 0);
    const managers = await listStaffOf(tx, "account_manager");
    const { name: mspName } = await findSeller(tx);
    for (const row of rows) {
      for (const person of managers) await write(tx, row, { ...person, mspName, toStaff: true });
      const asksClient = row.kind === "last-notice" || row.kind === "term-ends" || row.kind === "ends";
      if (asksClient && row.inDays <= clientDays)
        for (const person of await listBuyers(tx, row.clientId))
          await write(tx, row, { ...person, mspName, toStaff: false });
    }
  });
}

type Reader = {
  userId: string;
  name: string;
  email: string;
  locale: string;
  mspName: string;
  toStaff: boolean;
};

async function write(
  tx: Tx,
  row: RenewalRow,
  { userId, name, email, locale, mspName, toStaff }: Reader,
): Promise<void> {
  const { kind, on, contractId, clientId, clientName, quantity } = row;
  await queueLetter(tx, {
    key: `renewal:${kind}:${contractId ?? `${clientId}:${row.name}`}:${on}:${userId}`,
    clientId: toStaff ? null : clientId,
    to: email,
    locale: localeOf(locale),
    template: "contract-renewal",
    props: {
      name,
      mspName,
      toStaff,
      clientName,
      what: row.name,
      kind,
      on,
      quantity,
      url: toStaff ? `${env().origin}/staff/renewals` : `${env().origin}/contract`,
    },
  });
}
