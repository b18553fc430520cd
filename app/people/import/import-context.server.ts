import type { Client } from "#app/clients/client-store.server.ts";
import { deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import { newId } from "#app/people/record-change.server.ts";
import type { ImportContext } from "#app/people/rules/import/plan.ts";
import { listCosts, listProducts, listSeatTypes } from "#app/people/store/product-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { searchKey } from "#app/platform/search-key.ts";
import { readMailAddress } from "#app/platform/typed/mail-address.ts";
import { dayIn } from "#app/platform/zone.server.ts";

const locales = ["nl", "de", "en"] as const;

/** What a file for a client is read against. */
export async function importContext(tx: Tx, client: Client): Promise<ImportContext> {
  const [products, costs, seatTypes] = [await listProducts(tx), await listCosts(tx), await listSeatTypes(tx)];
  return {
    today: dayIn(client.zone, now()),
    currency: client.currency,
    products: products.map((product) => ({ ...product, costMinor: costs.get(product.id) ?? null })),
    seatTypes: seatTypes.map(({ id, names }) => ({ id, names: Object.values(names) })),
    deviceKinds: new Map(
      deviceKinds.flatMap((kind) =>
        [kind, ...locales.map((locale) => deviceKindWords[kind]({}, { locale }))].map(
          (word) => [searchKey(word), kind] as const,
        ),
      ),
    ),
    readMailAddress,
    newId,
  };
}
