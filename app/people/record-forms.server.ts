import type { z } from "zod";

import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import {
  recordAssignment,
  recordDevice,
  recordDeviceEnd,
  recordDeviceState,
  recordRelease,
  recordRevoke,
  recordRight,
  setPool,
} from "./change-holdings.server.ts";
import { addProduct, changeProduct, setPrice } from "./product-catalogue.server.ts";
import {
  recordEmployee,
  recordEmployeeChange,
  recordLeaving,
  recordSeat,
  recordSeatClosed,
  recordSeatEnd,
} from "./change-people.server.ts";
import type {
  devicesForm,
  EmployeeFormValue,
  licencesForm,
  productsForm,
  rosterForm,
} from "./forms.server.ts";
import { setIncluded } from "./set-included.server.ts";
import type { PeopleRefusal } from "./words.ts";

type Recorded = Promise<Result<null, PeopleRefusal>>;

/** Does what a form of the roster asks. */
export async function recordRosterForm(
  scope: StaffScope,
  clientId: string,
  value: z.output<typeof rosterForm>,
): Recorded {
  if (value.intent === "close-seat") return recordSeatClosed(scope, clientId, value.seatId, value.lastDay);
  const { intent: _, seatTypeId, email = null, userId = null, ...employee } = value;
  return recordEmployee(scope, clientId, { ...employee, email, userId }, seatTypeId ?? null);
}

/** Does what a form of one person's page asks. */
export async function recordEmployeeForm(
  scope: StaffScope,
  { clientId, employeeId }: { clientId: string; employeeId: string },
  value: EmployeeFormValue,
): Recorded {
  switch (value.intent) {
    case "change": {
      const { intent: _, email = null, userId = null, ...details } = value;
      const today = await findToday(scope, clientId);
      return recordEmployeeChange(scope, clientId, employeeId, { ...details, email, userId }, today);
    }
    case "leave":
      return recordLeaving(scope, clientId, employeeId, value, value.leftOn);
    case "stay":
      return recordLeaving(scope, clientId, employeeId, null, await findToday(scope, clientId));
    case "give-seat": {
      const id = value.seat.slice("seat:".length);
      const which = value.seat.startsWith("seat:")
        ? { seatId: id, seatTypeId: null }
        : { seatId: null, seatTypeId: id };
      return recordSeat(scope, clientId, {
        holdingId: value.id,
        employeeId,
        startsOn: value.startsOn,
        ...which,
      });
    }
    case "end-seat":
      return recordSeatEnd(scope, clientId, value.holdingId, value);
    case "assign":
      return recordAssignment(scope, clientId, {
        id: value.id,
        productId: value.productId,
        employeeId,
        mailbox: null,
        startsOn: value.startsOn,
      });
    case "release":
      return recordRelease(scope, clientId, value.assignmentId, value.freeFrom);
    case "grant": {
      const { intent: _, ...right } = value;
      return recordRight(scope, clientId, { ...right, employeeId });
    }
    case "revoke":
      return recordRevoke(scope, clientId, value.rightId, value.freeFrom);
  }
}

/** Does what a form of the licences page asks. */
export async function recordLicencesForm(
  scope: StaffScope,
  clientId: string,
  value: Exclude<z.output<typeof licencesForm>, { intent: "work" }>,
): Recorded {
  switch (value.intent) {
    case "pool":
      return setPool(scope, clientId, { ...value, termEndsOn: value.termEndsOn ?? null });
    case "included":
      return setIncluded(scope, clientId, value);
    case "assign":
      return recordAssignment(scope, clientId, {
        id: value.id,
        productId: value.productId,
        employeeId: null,
        mailbox: value.mailbox,
        startsOn: value.startsOn,
      });
    case "release":
      return recordRelease(scope, clientId, value.assignmentId, value.freeFrom);
  }
}

/** Does what a form of the devices page asks. */
export async function recordDevicesForm(
  scope: StaffScope,
  clientId: string,
  value: z.output<typeof devicesForm>,
): Recorded {
  if (value.intent === "remove") return recordDeviceEnd(scope, clientId, value.deviceId, value.lastDay);
  const { inScope: inside, onStandard, employeeId = null } = value;
  const state = { inScope: inside, onStandard, employeeId };
  if (value.intent === "set")
    return recordDeviceState(scope, clientId, value.deviceId, { ...state, from: value.from });
  const { id, name, kind, serial, os, warrantyUntil = null, startsOn } = value;
  return recordDevice(scope, clientId, { id, name, kind, serial, os, warrantyUntil, startsOn }, state);
}

async function findToday(scope: StaffScope, clientId: string): Promise<Day> {
  const client = await readInScope(scope, (tx) => findLiveClient(tx, clientId));
  return client ? dayIn(client.zone, now()) : notFound();
}

/** Does what a form of the catalogue of products asks. */
export function recordProductsForm(scope: StaffScope, value: z.output<typeof productsForm>): Recorded {
  switch (value.intent) {
    case "add":
      return addProduct(scope, { ...value, decreaseDays: value.decreaseDays ?? null });
    case "change":
      return changeProduct(scope, { ...value, decreaseDays: value.decreaseDays ?? null });
    case "price":
      return setPrice(scope, value);
  }
}
