import { listHeldTypes } from "#app/people/held-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The names of what a client's lines can count, by kind and type (`seat:…`), in the ambient language. */
export async function findHeldNames(tx: Tx, clientId: string): Promise<Record<string, string>> {
  const types = await listHeldTypes(tx, clientId);
  return Object.fromEntries(types.map(({ kind, typeId, name }) => [`${kind}:${typeId}`, name]));
}
