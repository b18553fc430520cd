import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

import { seatTypeName } from "#app/people/held-store.server.ts";
import { dayAsked, earlierDayAsked } from "./asked-day.ts";
import type { Roster } from "./rules/roster.ts";
import { listProducts, listSeatTypes, type Product } from "./store/product-store.server.ts";
import { findRoster, findRosterKnownAt } from "./store/roster-store.server.ts";

/** A client's roster with the names of what is in it, the client's present day, and the day that is shown. */
export type NamedRoster = {
  roster: Roster;
  /** The day that is shown: today unless another is asked about; `on` is null where that is today. */
  day: Day;
  on: Day | null;
  /** The day by whose end all that is shown was recorded; null where that is now. */
  known: Day | null;
  products: Product[];
  /** The names of seat types in the reader's language. */
  seatTypes: { id: string; name: string }[];
  today: Day;
  zone: string;
  currency: string;
};

/** A day that counts, and one by whose end it was recorded, as an address names them; what is no day asks about today, and now. */
export type AskedDays = { on?: string | null; known?: string | null };

/** Reads a client's roster in four queries; a client that is not there is a 404. `also` reads more in the same transaction. */
export function readRoster<T>(
  scope: Scope,
  clientId: string,
  also: (tx: Tx, named: NamedRoster) => Promise<T>,
  asked: AskedDays = {},
): Promise<NamedRoster & { also: T }> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    if (!client) return notFound();
    const seatTypes = await listSeatTypes(tx);
    const today = dayIn(client.zone, now());
    const { day, on } = dayAsked(asked.on ?? null, today);
    const known = earlierDayAsked(asked.known ?? null, today);
    const named = {
      roster:
        known === null
          ? await findRoster(tx, clientId)
          : await findRosterKnownAt(tx, clientId, startOfDay(client.zone, addDays(known, 1))),
      products: await listProducts(tx, on),
      seatTypes: seatTypes.map(({ id, names }) => ({ id, name: seatTypeName(names) })),
      today,
      day,
      on,
      known,
      zone: client.zone,
      currency: client.currency,
    };
    return { ...named, also: await also(tx, named) };
  });
}
