import { listHeldTypes } from "#app/people/held-store.server.ts";
import { listProducts } from "#app/people/store/product-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The names of what a client's lines can count, by kind and type (`seat:…`), in the ambient language. */
export async function findHeldNames(tx: Tx, clientId: string): Promise<Record<string, string>> {
  const types = await listHeldTypes(tx, clientId);
  return Object.fromEntries(types.map(({ kind, typeId, name }) => [`${kind}:${typeId}`, name]));
}

/** The names of all licences, by their type (`licence:…`): for lists of many clients. */
export async function findLicenceNames(tx: Tx): Promise<Record<string, string>> {
  const products = await listProducts(tx);
  return Object.fromEntries(products.map(({ id, name }) => [`licence:${id}`, name]));
}
