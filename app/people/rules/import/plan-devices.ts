import type { Day } from "#app/platform/day.ts";
import { ok } from "#app/platform/result.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { addDevice, removeDevice, setDeviceState, type DeviceState } from "#app/people/rules/device-acts.ts";
import {
  put,
  type Change,
  type Device,
  type Records,
  type Roster,
  applyChange,
} from "#app/people/rules/roster.ts";
import { isOn } from "#app/people/rules/span.ts";
import { personIn, type ImportContext, type PlanLine, type Reader, type Step } from "./plan.ts";

/** A line that is a device, found by its serial number, else by its name. What it is in scope and whose counts from today where it was known before. */
export const planDevice: PlanLine = (roster, context, line) => {
  const [name, kindText] = [line.needed("name"), line.needed("kind")];
  const [startsOn, until, warranty] = [line.day("from"), line.day("until"), line.day("warranty")];
  const [inScope, onStandard] = [line.yes("inScope"), line.yes("onStandard")];
  const person = personIn(roster, line, "person", context.today);
  const [serial, os] = [line.text("serial"), line.text("os")];
  const kind = context.deviceKinds.get(searchKey(kindText));
  if (!kind && kindText !== "") line.fail("kind", "kind-wrong", kindText);
  if (!startsOn && line.errors.length === 0) line.fail("from", "cell-missing");
  for (const column of ["inScope", "onStandard"] as const)
    if (line.errors.length === 0 && line.yes(column) === null) line.fail(column, "cell-missing");
  if (!startsOn || !kind || line.errors.length > 0) return null;
  const known = knownDevice(roster, name, serial ?? "", startsOn);
  if (known && known.startsOn !== startsOn) return line.fail("from", "starts-otherwise", known.startsOn);
  // A device's kind has no days of its own: another one would count for every month that is invoiced already.
  if (known && known.kind !== kind) return line.fail("kind", "kind-otherwise", known.kind);
  if (until && until < startsOn) return line.fail("until", "ends-before-start", until);
  const device: Omit<Device, "endsOn"> = {
    id: known?.id ?? context.newId(),
    name,
    kind,
    serial: serial ?? known?.serial ?? "",
    os: os === undefined ? (known?.os ?? "") : (os ?? ""),
    warrantyUntil: warranty === undefined ? (known?.warrantyUntil ?? null) : warranty,
    startsOn,
  };
  const present = known ? stateOn(roster, known, context.today) : null;
  const state = {
    inScope: inScope ?? false,
    onStandard: onStandard ?? false,
    employeeId: person === undefined ? (present?.employeeId ?? null) : (person?.id ?? null),
  };
  return stepOf(roster, context, line, { known, device, state, until });
};

type Wanted = {
  known: Device | undefined;
  device: Omit<Device, "endsOn">;
  state: DeviceState;
  until: Day | null | undefined;
};

function stepOf(
  roster: Roster,
  context: ImportContext,
  line: Reader,
  { known, device, state, until }: Wanted,
): Step | null {
  const label = device.serial === "" ? device.name : `${device.name}, ${device.serial}`;
  if (known && known.endsOn !== null && until !== undefined && until !== known.endsOn)
    if (until === null || until > known.endsOn) return line.fail("until", "ended-before", known.endsOn);
  const changes: Change[] = [];
  let now = roster;
  const acts = [
    () => (known ? ok(changedDetails(known, device)) : addDevice(now, device, state, context.newId())),
    () => {
      const day = context.today < device.startsOn ? device.startsOn : context.today;
      const lasting = known && isOn(known, day);
      return lasting
        ? setDeviceState(now, device.id, { ...state, from: day, periodId: context.newId() })
        : ok([]);
    },
    () => (until && until !== known?.endsOn ? removeDevice(now, device.id, until) : ok([])),
  ];
  for (const act of acts) {
    const done = act();
    if (!done.ok) return line.fail(null, done.refusal, label);
    changes.push(...done.value);
    now = { ...done.value.reduce<Records>(applyChange, now), pools: roster.pools };
  }
  return { key: device.id, label, onDay: known ? context.today : device.startsOn, isNew: !known, changes };
}

function knownDevice(roster: Roster, name: string, serial: string, startsOn: Day): Device | undefined {
  const bySerial = serial === "" ? [] : roster.device.filter((one) => one.serial === serial);
  const key = searchKey(name);
  const byName = roster.device.filter(
    (one) => searchKey(one.name) === key && (serial === "" || one.serial === ""),
  );
  const alike = bySerial.length > 0 ? bySerial : byName;
  return alike.find((one) => one.startsOn === startsOn) ?? alike.find((one) => one.endsOn === null);
}

function stateOn(roster: Roster, device: Device, today: Day): DeviceState | undefined {
  const day = today < device.startsOn ? device.startsOn : today;
  return roster.period.find((one) => one.deviceId === device.id && isOn(one, day));
}

function changedDetails(known: Device, device: Omit<Device, "endsOn">): Change[] {
  const isSame =
    known.name === device.name &&
    known.serial === device.serial &&
    known.os === device.os &&
    known.warrantyUntil === device.warrantyUntil;
  return isSame ? [] : [put("device", { ...known, ...device })];
}
