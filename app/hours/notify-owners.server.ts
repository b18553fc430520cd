import { listOwners } from "#app/hours/store/letter-people.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

/** Writes to the MSP's owners that the ledger has a defect: a client's, whose account is frozen then, or (null) one of the tables. Once a key and owner. */
export async function notifyOwners(
  tx: Tx,
  { clientId, key, reason }: { clientId: string | null; key: string; reason: string },
): Promise<void> {
  const owners = await listOwners(tx, clientId);
  for (const { userId, email, locale, ...names } of owners) {
    await queueLetter(tx, {
      key: `hours-frozen:${key}:${userId}`,
      clientId: null,
      to: email,
      locale: localeOf(locale),
      template: "hours-frozen",
      props: {
        ...names,
        reason,
        url: `${env().origin}${clientId === null ? "/staff/tasks" : `/staff/clients/${clientId}`}`,
      },
    });
  }
}
