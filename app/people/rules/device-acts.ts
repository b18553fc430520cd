import { addDays, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { put, type Change, type Device, type DevicePeriod, type Roster } from "./roster.ts";
import { endedOn, isOn, lastsUntil } from "./span.ts";

export type DeviceRefusal = "device-gone" | "serial-taken" | "employee-gone" | "ends-before-start";
export type DeviceState = Pick<DevicePeriod, "inScope" | "onStandard" | "employeeId">;

/** Adds a device with what it is from its first day on; sent twice, it is added once. */
export function addDevice(
  roster: Roster,
  device: Omit<Device, "endsOn">,
  state: DeviceState,
  periodId: string,
): Result<Change[], DeviceRefusal> {
  if (roster.device.some(({ id }) => id === device.id)) return ok([]);
  if (
    device.serial !== "" &&
    roster.device.some((one) => one.endsOn === null && one.serial === device.serial)
  )
    return refuse("serial-taken");
  if (!holderExists(roster, state)) return refuse("employee-gone");
  return ok([
    put("device", { ...device, endsOn: null }),
    put("period", { id: periodId, deviceId: device.id, ...state, startsOn: device.startsOn, endsOn: null }),
  ]);
}

/** What a device is from a day on: whether it is in scope and on standard, and whose it is. What was planned for later days falls away. */
export function setDeviceState(
  roster: Roster,
  deviceId: string,
  { from, periodId, ...state }: DeviceState & { from: Day; periodId: string },
): Result<Change[], DeviceRefusal> {
  const device = roster.device.find(({ id }) => id === deviceId);
  if (!device || !isOn(device, from)) return refuse("device-gone");
  if (!holderExists(roster, state)) return refuse("employee-gone");
  const periods = roster.period.filter((one) => one.deviceId === deviceId && lastsUntil(one, from));
  const present = periods.find((one) => isOn(one, from));
  if (present && periods.length === 1 && isSame(present, state)) return ok([]);
  return ok([
    ...periods.map((row): Change => ({ entity: "period", id: row.id, row: endedOn(row, addDays(from, -1)) })),
    put("period", { id: periodId, deviceId, ...state, startsOn: from, endsOn: device.endsOn }),
  ]);
}

/** A device's last day. */
export function removeDevice(
  roster: Roster,
  deviceId: string,
  lastDay: Day,
): Result<Change[], DeviceRefusal> {
  const device = roster.device.find(({ id }) => id === deviceId);
  if (!device) return refuse("device-gone");
  if (lastDay < device.startsOn) return refuse("ends-before-start");
  if (device.endsOn === lastDay) return ok([]);
  const periods = roster.period.filter(
    (one) => one.deviceId === deviceId && (one.endsOn === null || one.endsOn > lastDay),
  );
  return ok([
    ...periods.map((row): Change => ({ entity: "period", id: row.id, row: endedOn(row, lastDay) })),
    put("device", { ...device, endsOn: lastDay }),
  ]);
}

function holderExists(roster: Roster, { employeeId }: DeviceState): boolean {
  return employeeId === null || roster.employee.some(({ id }) => id === employeeId);
}

function isSame(one: DeviceState, other: DeviceState): boolean {
  return (
    one.inScope === other.inScope &&
    one.onStandard === other.onStandard &&
    one.employeeId === other.employeeId
  );
}
