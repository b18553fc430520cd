import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import {
  listEmptySeats,
  listFreeLicences,
  listHoldingLeavers,
  listSeatless,
  type Checked,
  type FreeLicences,
  type HoldingLeaver,
  type Several,
} from "./store/checks-store.server.ts";
import { listUnconfirmed, type Unconfirmed } from "./store/due-store.server.ts";

/** What should not be as it is with the people of all clients; of each list the first rows, and how many there are. */
export type RosterChecks = {
  leavers: Checked<HoldingLeaver>;
  free: Checked<FreeLicences>;
  emptySeats: Checked<Several>;
  seatless: Checked<Several>;
  unconfirmed: { rows: Unconfirmed[]; total: number };
};

const mostRows = 200;

/** Reads what should not be as it is over all clients, in five queries. */
export function getRosterChecks(scope: StaffScope): Promise<RosterChecks> {
  return readInScope(scope, async (tx) => {
    const unconfirmed = await listUnconfirmed(tx);
    return {
      leavers: await listHoldingLeavers(tx),
      free: await listFreeLicences(tx),
      emptySeats: await listEmptySeats(tx),
      seatless: await listSeatless(tx),
      unconfirmed: { rows: unconfirmed.slice(0, mostRows), total: unconfirmed.length },
    };
  });
}
