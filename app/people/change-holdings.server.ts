import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { newId, recordChange, type Act } from "./record-change.server.ts";
import {
  addDevice,
  removeDevice,
  setDeviceState,
  type DeviceRefusal,
  type DeviceState,
} from "./rules/device-acts.ts";
import { assignLicence, boughtOn, releaseLicence, type LicenceRefusal } from "./rules/licence-acts.ts";
import { grantRight, revokeRight, type RightRefusal } from "./rules/right-acts.ts";
import type { Assignment, Device, ResourceKind, Right } from "./rules/roster.ts";
import { appendPool, findRoster } from "./store/roster-store.server.ts";
import { listProducts, writeProduct, type Product } from "./store/product-store.server.ts";

/** Adds a device with what it is from its first day on. */
export function recordDevice(
  scope: StaffScope,
  clientId: string,
  device: Omit<Device, "endsOn">,
  state: DeviceState,
): Promise<Result<null, DeviceRefusal>> {
  const act: Act = {
    action: "device.added",
    onDay: device.startsOn,
    target: `device:${device.id}`,
    detail: { name: device.name, startsOn: device.startsOn },
  };
  return recordChange(scope, clientId, act, (roster) => addDevice(roster, device, state, newId()));
}

/** What a device is from a day on: in scope, on standard, and whose. */
export function recordDeviceState(
  scope: StaffScope,
  clientId: string,
  deviceId: string,
  state: DeviceState & { from: Day },
): Promise<Result<null, DeviceRefusal>> {
  const act: Act = {
    action: "device.changed",
    onDay: state.from,
    target: `device:${deviceId}`,
    detail: { startsOn: state.from },
  };
  return recordChange(scope, clientId, act, (roster) =>
    setDeviceState(roster, deviceId, { ...state, periodId: newId() }),
  );
}

/** A device's last day. */
export function recordDeviceEnd(
  scope: StaffScope,
  clientId: string,
  deviceId: string,
  lastDay: Day,
): Promise<Result<null, DeviceRefusal>> {
  const act: Act = {
    action: "device.removed",
    onDay: lastDay,
    target: `device:${deviceId}`,
    detail: { until: lastDay },
  };
  return recordChange(scope, clientId, act, (roster) => removeDevice(roster, deviceId, lastDay));
}

/** Gives a person or a shared mailbox a licence from a day on. */
export function recordAssignment(
  scope: StaffScope,
  clientId: string,
  wanted: Omit<Assignment, "endsOn">,
): Promise<Result<null, LicenceRefusal>> {
  const act: Act = {
    action: "licence.assigned",
    onDay: wanted.startsOn,
    target: wanted.employeeId ? `employee:${wanted.employeeId}` : `mailbox:${wanted.mailbox ?? ""}`,
    detail: { startsOn: wanted.startsOn },
  };
  return recordChange(scope, clientId, act, (roster) => assignLicence(roster, wanted));
}

/** Takes a licence back: it is free from a day on. */
export function recordRelease(
  scope: StaffScope,
  clientId: string,
  assignmentId: string,
  freeFrom: Day,
): Promise<Result<null, LicenceRefusal>> {
  const act: Act = {
    action: "licence.released",
    onDay: freeFrom,
    target: `licence:${assignmentId}`,
    detail: { from: freeFrom },
  };
  return recordChange(scope, clientId, act, (roster) => releaseLicence(roster, assignmentId, freeFrom));
}

export type WantedRight = Omit<Right, "endsOn" | "resourceId" | "requestId"> & {
  kind: ResourceKind;
  resource: string;
};

/** Lets somebody reach a resource, named by kind and name, from a day on. */
export function recordRight(
  scope: StaffScope,
  clientId: string,
  { kind, resource, ...wanted }: WantedRight,
): Promise<Result<null, RightRefusal>> {
  const act: Act = {
    action: "right.granted",
    onDay: wanted.startsOn,
    target: `employee:${wanted.employeeId}`,
    detail: { name: resource, startsOn: wanted.startsOn },
  };
  return recordChange(scope, clientId, act, (roster) =>
    grantRight(roster, { id: newId(), kind, name: resource }, { ...wanted, requestId: null }),
  );
}

/** Takes a right away from a day on. */
export function recordRevoke(
  scope: StaffScope,
  clientId: string,
  rightId: string,
  from: Day,
): Promise<Result<null, RightRefusal>> {
  const act: Act = { action: "right.revoked", onDay: from, target: `right:${rightId}`, detail: { from } };
  return recordChange(scope, clientId, act, (roster) => revokeRight(roster, rightId, from));
}

export type WantedPool = {
  productId: string;
  quantity: number;
  startsOn: Day;
  termEndsOn: Day | null;
  reason: string;
};
export type PoolRefusal = "product-gone" | "other-currency" | "term-before-start";

/** Sets how many of a licence a client has from a day on; the quantities before that day stay. Set twice, it is once. */
export function setPool(
  scope: StaffScope,
  clientId: string,
  wanted: WantedPool,
): Promise<Result<null, PoolRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    return client ? setPoolInside(tx, scope, client, wanted) : notFound();
  });
}

/** The same in the caller's transaction, which has locked the client. */
export async function setPoolInside(
  tx: Tx,
  scope: StaffScope,
  { id: clientId, currency }: Pick<Client, "id" | "currency">,
  wanted: WantedPool,
): Promise<Result<null, PoolRefusal>> {
  const product = (await listProducts(tx)).find(({ id }) => id === wanted.productId);
  if (!product) return refuse("product-gone");
  if (product.currency !== currency) return refuse("other-currency");
  if (wanted.termEndsOn !== null && wanted.termEndsOn < wanted.startsOn) return refuse("term-before-start");
  const roster = await findRoster(tx, clientId);
  const same = roster.pools.findLast(
    (pool) => pool.productId === wanted.productId && pool.startsOn === wanted.startsOn,
  );
  if (same?.quantity === wanted.quantity && same.termEndsOn === wanted.termEndsOn) return ok(null);
  const before = boughtOn(roster, wanted.productId, wanted.startsOn);
  await appendPool(tx, clientId, { ...wanted, at: now() });
  await appendAudit(tx, scope, {
    action: "licence.pool-set",
    target: `client:${clientId}`,
    clientId,
    detail: { name: product.name, count: wanted.quantity, was: before, startsOn: wanted.startsOn },
  });
  return ok(null);
}

export type ProductRefusal = "product-known";

/** Adds a licence product with its price and cost a month, or changes them. */
export function setProduct(
  scope: StaffScope,
  product: Product & { costMinor: number },
): Promise<Result<null, ProductRefusal>> {
  return inScope(scope, async (tx) => {
    if (!(await writeProduct(tx, product))) return refuse("product-known");
    await appendAudit(tx, scope, {
      action: "licence.product-set",
      target: `product:${product.sku}`,
      detail: { name: product.name, priceMinor: product.priceMinor },
    });
    return ok(null);
  });
}
