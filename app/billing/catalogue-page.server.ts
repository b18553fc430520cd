import { findClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { findEverybodysCurrency, listBlocksFor, listOwnBlocks } from "./catalogue-store.server.ts";

/** The catalogue that an owner edits: everybody's, or one client's own. Null when there is no such client. */
export function getCataloguePage(scope: StaffScope, clientId: string | null) {
  return readInScope(scope, async (tx) => {
    const client = clientId ? await findClient(tx, clientId) : null;
    if (clientId && !client) return null;
    const blocks = await listOwnBlocks(tx, clientId);
    const currency = client?.currency ?? (await findEverybodysCurrency(tx));
    return {
      client: client && { id: client.id, name: client.name },
      currency,
      /** The client pays in another currency than the blocks for everybody have a price in, and has none of its own. */
      nothingToBuy:
        client !== null && (await listBlocksFor(tx, { clientId: client.id, currency })).length === 0,
      blocks: blocks.map(({ id, minutes, pricePerHourMinor, validMonths }) => ({
        id,
        hours: minutes / 60,
        pricePerHourMinor,
        validMonths,
      })),
    };
  });
}

export type CataloguePage = NonNullable<Awaited<ReturnType<typeof getCataloguePage>>>;
