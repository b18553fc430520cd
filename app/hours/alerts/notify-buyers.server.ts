import type { Tx } from "#app/platform/db.server.ts";
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";

import { listReaders } from "./alert-store.server.ts";
import { findParties } from "#app/hours/store/parties.server.ts";

/** Queues a letter to each of a client's people who may buy, about a change of its hours; once a key and person. */
export async function notifyBuyers(
  tx: Tx,
  clientId: string,
  key: string,
  letterTo: (common: { name: string; mspName: string; clientName: string }) => NamedLetter,
): Promise<void> {
  const { mspName, clientName } = await findParties(tx, clientId);
  for (const reader of await listReaders(tx, clientId, { toBuyers: true, userIds: [], watchers: false })) {
    const letter = letterTo({ name: reader.name, mspName, clientName });
    await queueLetter(tx, {
      key: `${letter.template}:${key}:${reader.userId}`,
      clientId,
      to: reader.email,
      locale: reader.locale,
      ...letter,
    });
  }
}
