import { lockClient } from "#app/clients/client-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Result } from "#app/platform/result.ts";

import { changeRosterInside, newId, type Act, type RosterActor } from "./record-change.server.ts";
import { setLeaving, type EmployeeDetails } from "./rules/employee-acts.ts";
import { assignLicence } from "./rules/licence-acts.ts";
import type { Resource, RightLevel, RowChange } from "./rules/roster.ts";
import {
  changeRight,
  giveAccess,
  join,
  poolsToLower,
  poolsToRaise,
  takeLicence,
  undo,
  type StandardRefusal,
} from "./rules/standard-changes.ts";
import { listProducts } from "./store/product-store.server.ts";
import { appendPool, findRoster, listPoolsFor } from "./store/roster-store.server.ts";

/** What a standard change did to the roster, row by row. */
export type Done = Promise<Result<RowChange[], StandardRefusal>>;
/** Whose roster, by whom, and why: the reason stands with rights and pools, the request with rights. */
export type Place = { clientId: string; actor: RosterActor; reason: string; requestId: string };

/** Gives somebody access to a resource of the register, or to one that is new there, from a day on; in the caller's transaction, before it locks a request. */
export function giveAccessInside(
  tx: Tx,
  { clientId, actor, reason, requestId }: Place,
  wanted: { employeeId: string; resource: Pick<Resource, "kind" | "name">; level: RightLevel; startsOn: Day },
): Done {
  const { resource, ...rest } = wanted;
  const act: Act = {
    action: "right.granted",
    onDay: wanted.startsOn,
    target: `employee:${wanted.employeeId}`,
    detail: { name: resource.name, startsOn: wanted.startsOn },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) =>
    giveAccess(roster, {
      ...rest,
      reason,
      requestId,
      rightId: newId(),
      resource: { ...resource, id: newId() },
    }),
  );
}

/** Gives a right another level from a day on, or takes it away; in the caller's transaction. */
export function changeRightInside(
  tx: Tx,
  { clientId, actor, reason, requestId }: Place,
  { rightId, to, from }: { rightId: string; to: RightLevel | "revoke"; from: Day },
): Done {
  const act: Act = {
    action: to === "revoke" ? "right.revoked" : "right.granted",
    onDay: from,
    target: `right:${rightId}`,
    detail: { from },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) =>
    changeRight(roster, rightId, { to, from, reason, requestId, newId: newId() }),
  );
}

/** Gives somebody a licence from a day on; where none is free, one more is bought for the same term. In the caller's transaction. */
export async function addLicenceInside(
  tx: Tx,
  { clientId, actor, reason }: Place,
  wanted: { productId: string; employeeId: string; startsOn: Day },
): Done {
  await raisePools(tx, { clientId, reason }, [wanted.productId], wanted.startsOn);
  const act: Act = {
    action: "licence.assigned",
    onDay: wanted.startsOn,
    target: `employee:${wanted.employeeId}`,
    detail: { startsOn: wanted.startsOn },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) =>
    assignLicence(roster, { ...wanted, id: newId(), mailbox: null }),
  );
}

/** Takes a licence back from somebody, from a day on; in the caller's transaction. */
export function takeLicenceInside(
  tx: Tx,
  { clientId, actor }: Place,
  { from, ...holder }: { productId: string; employeeId: string; from: Day },
): Done {
  const act: Act = {
    action: "licence.released",
    onDay: from,
    target: `employee:${holder.employeeId}`,
    detail: { from },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) => takeLicence(roster, holder, from));
}

export type WantedJoiner = {
  employee: Omit<EmployeeDetails, "userId">;
  seatTypeId: string;
  productIds: readonly string[];
  resourceIds: readonly string[];
};

/** Adds somebody with a seat, licences (bought where none is free) and rights from their first day; in the caller's transaction. */
export async function joinInside(tx: Tx, place: Place, wanted: WantedJoiner): Done {
  const { clientId, actor, reason, requestId } = place;
  const { employee } = wanted;
  const id = newId();
  await raisePools(tx, { clientId, reason }, wanted.productIds, employee.joinedOn);
  const act: Act = {
    action: "employee.added",
    onDay: employee.joinedOn,
    target: `employee:${id}`,
    detail: { name: employee.name, startsOn: employee.joinedOn },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) =>
    join(roster, {
      employee: { ...employee, id, leftOn: null, userId: null },
      seat: { holdingId: newId(), newSeatId: newId(), seatTypeId: wanted.seatTypeId },
      licences: wanted.productIds.map((productId) => ({ id: newId(), productId })),
      rights: roster.resource
        .filter((resource) => wanted.resourceIds.includes(resource.id))
        .map((resource) => ({ id: newId(), resource })),
      reason,
      requestId,
    }),
  );
}

/** Sets somebody's last day and ends all that they hold with it; in the caller's transaction. */
export function leaveInside(
  tx: Tx,
  { clientId, actor }: Place,
  { employeeId, leftOn }: { employeeId: string; leftOn: Day },
): Done {
  const act: Act = {
    action: "employee.leaving-set",
    onDay: leftOn,
    target: `employee:${employeeId}`,
    detail: { until: leftOn },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) =>
    setLeaving(roster, employeeId, { leftOn, release: true, newId }),
  );
}

/** Puts back what a standard change did, from today on; in the caller's transaction. */
export function undoInside(tx: Tx, { clientId, actor }: Place, rows: readonly RowChange[], today: Day): Done {
  const act: Act = {
    action: "roster.restored",
    onDay: today,
    target: `client:${clientId}`,
    detail: { count: rows.length },
  };
  return changeRosterInside(tx, actor, clientId, act, (roster) => undo(roster, rows, today, newId));
}

async function raisePools(
  tx: Tx,
  { clientId, reason }: Pick<Place, "clientId" | "reason">,
  productIds: readonly string[],
  from: Day,
): Promise<void> {
  if (productIds.length === 0) return;
  await lockClient(tx, clientId);
  for (const pool of poolsToRaise(await findRoster(tx, clientId), productIds, await listProducts(tx), from))
    await appendPool(tx, clientId, { ...pool, reason, at: now() });
}

/**
 * Gives back what was bought for a change that is undone (`raisedFor`: the reason that stands with it) where its vendor still takes one
 * back on that day and nobody has it; in the caller's transaction, after the change's own rows were put back.
 */
export async function lowerPoolsInside(
  tx: Tx,
  { clientId, reason }: Pick<Place, "clientId" | "reason">,
  { raisedFor, from }: { raisedFor: string; from: Day },
): Promise<void> {
  const raised = await listPoolsFor(tx, clientId, raisedFor);
  if (raised.length === 0) return;
  await lockClient(tx, clientId);
  for (const pool of poolsToLower(await findRoster(tx, clientId), raised, await listProducts(tx), from))
    await appendPool(tx, clientId, { ...pool, reason, at: now() });
}
