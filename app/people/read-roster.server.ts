import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { seatTypeName } from "#app/people/held-store.server.ts";
import type { Roster } from "./rules/roster.ts";
import { listProducts, listSeatTypes, type Product } from "./store/product-store.server.ts";
import { findRoster } from "./store/roster-store.server.ts";

/** A client's roster with the names of what is in it, and the client's present day. */
export type NamedRoster = {
  roster: Roster;
  products: Product[];
  /** The names of seat types in the reader's language. */
  seatTypes: { id: string; name: string }[];
  today: Day;
  zone: string;
  currency: string;
};

/** Reads a client's roster in four queries; a client that is not there is a 404. `also` reads more in the same transaction. */
export function readRoster<T>(
  scope: Scope,
  clientId: string,
  also: (tx: Tx, named: NamedRoster) => Promise<T>,
): Promise<NamedRoster & { also: T }> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    if (!client) return notFound();
    const seatTypes = await listSeatTypes(tx);
    const named = {
      roster: await findRoster(tx, clientId),
      products: await listProducts(tx),
      seatTypes: seatTypes.map(({ id, names }) => ({ id, name: seatTypeName(names) })),
      today: dayIn(client.zone, now()),
      zone: client.zone,
      currency: client.currency,
    };
    return { ...named, also: await also(tx, named) };
  });
}
