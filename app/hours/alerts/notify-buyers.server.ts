import type { Tx } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

import { listReaders } from "./alert-store.server.ts";
import { findParties } from "#app/hours/adjustments/parties.server.ts";

type Letter = {
  clientId: string;
  key: string;
  template: "hours-granted" | "hours-adjusted";
  props: Record<string, unknown>;
};

/** Writes to everybody of a client who may buy about what was done to their hours; once a key and person. */
export async function tellBuyers(tx: Tx, { clientId, key, template, props }: Letter): Promise<void> {
  const { mspName, clientName } = await findParties(tx, clientId);
  for (const reader of await listReaders(tx, clientId, { toBuyers: true, userIds: [], watchers: false })) {
    await queueLetter(tx, {
      key: `${template}:${key}:${reader.userId}`,
      clientId,
      to: reader.email,
      locale: reader.locale,
      template,
      props: { name: reader.name, mspName, clientName, ...props },
    });
  }
}
