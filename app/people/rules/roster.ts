import type { Day } from "#app/platform/day.ts";

import type { Span } from "./span.ts";

/** Somebody who works at the client; `leftOn` is the last day of work and may lie ahead. */
export type Employee = {
  id: string;
  name: string;
  email: string | null;
  department: string;
  location: string;
  joinedOn: Day;
  leftOn: Day | null;
  userId: string | null;
};
export type Seat = Span & { id: string; seatTypeId: string; number: number };
export type Holding = Span & { id: string; seatId: string; seatTypeId: string; employeeId: string };
export type Device = Span & {
  id: string;
  name: string;
  kind: string;
  serial: string;
  os: string;
  warrantyUntil: Day | null;
};
export type DevicePeriod = Span & {
  id: string;
  deviceId: string;
  inScope: boolean;
  onStandard: boolean;
  employeeId: string | null;
};
/** A licence that a person or a shared mailbox has. */
export type Assignment = Span & {
  id: string;
  productId: string;
  employeeId: string | null;
  mailbox: string | null;
};
export const resourceKinds = ["group", "mailbox", "folder", "application", "other"] as const;
export type ResourceKind = (typeof resourceKinds)[number];
export type Resource = { id: string; kind: ResourceKind; name: string };
export const rightLevels = ["read", "write", "owner"] as const;
export type RightLevel = (typeof rightLevels)[number];
export type Right = Span & {
  id: string;
  resourceId: string;
  employeeId: string;
  level: RightLevel;
  reason: string;
  /** The request that it was given through; null where nobody asked for it in the portal. */
  requestId: string | null;
};
/** How many of a licence were bought, from a day on; of the rows of one day the last recorded counts. */
export type Pool = { productId: string; quantity: number; startsOn: Day; termEndsOn: Day | null };

/** The rows of each kind that a roster is made of. */
export type Rows = {
  employee: Employee;
  seat: Seat;
  holding: Holding;
  device: Device;
  period: DevicePeriod;
  assignment: Assignment;
  resource: Resource;
  right: Right;
};
export type Entity = keyof Rows;
export type Records = { [E in Entity]: readonly Rows[E][] };

/** All that is known of a client's people, past and planned days included; pools in the order of recording. */
export type Roster = Records & { pools: readonly Pool[] };

/** A row as it is from now on, or one that is taken away. */
export type Change = { [E in Entity]: { entity: E; id: string; row: Rows[E] | null } }[Entity];

/** A row as it was before an act and as it is after; null where it was not there, or is no longer. */
export type RowChange = {
  [E in Entity]: { entity: E; id: string; before: Rows[E] | null; row: Rows[E] | null };
}[Entity];

/** Each change with the row as it was before, one a row. */
export function withBefore(records: Records, changes: readonly Change[]): RowChange[] {
  const last = changes.filter(
    (change, at) =>
      !changes.slice(at + 1).some((later) => later.entity === change.entity && later.id === change.id),
  );
  return last.map((change) => beside(records, change));
}

function beside(records: Records, change: Change): RowChange {
  const of = <Row extends { id: string }>(rows: readonly Row[]): Row | null =>
    rows.find(({ id }) => id === change.id) ?? null;
  switch (change.entity) {
    case "employee":
      return { ...change, before: of(records.employee) };
    case "seat":
      return { ...change, before: of(records.seat) };
    case "holding":
      return { ...change, before: of(records.holding) };
    case "device":
      return { ...change, before: of(records.device) };
    case "period":
      return { ...change, before: of(records.period) };
    case "assignment":
      return { ...change, before: of(records.assignment) };
    case "resource":
      return { ...change, before: of(records.resource) };
    case "right":
      return { ...change, before: of(records.right) };
  }
}

export const emptyRecords: Records = {
  employee: [],
  seat: [],
  holding: [],
  device: [],
  period: [],
  assignment: [],
  resource: [],
  right: [],
};

/** The change that puts a row as it is given. */
export function put<E extends Entity>(
  entity: E,
  row: Rows[E],
): { entity: E; id: string; row: Rows[E] | null } {
  return { entity, id: row.id, row };
}

/** The records after a change. */
export function applyChange(records: Records, change: Change): Records {
  switch (change.entity) {
    case "employee":
      return { ...records, employee: replaced(records.employee, change.id, change.row) };
    case "seat":
      return { ...records, seat: replaced(records.seat, change.id, change.row) };
    case "holding":
      return { ...records, holding: replaced(records.holding, change.id, change.row) };
    case "device":
      return { ...records, device: replaced(records.device, change.id, change.row) };
    case "period":
      return { ...records, period: replaced(records.period, change.id, change.row) };
    case "assignment":
      return { ...records, assignment: replaced(records.assignment, change.id, change.row) };
    case "resource":
      return { ...records, resource: replaced(records.resource, change.id, change.row) };
    case "right":
      return { ...records, right: replaced(records.right, change.id, change.row) };
  }
}

/** The records that a list of changes makes of nothing, in the order of recording: the roster as its events tell it. */
export function replay(changes: Iterable<Change>): Records {
  let records = emptyRecords;
  for (const change of changes) records = applyChange(records, change);
  return records;
}

function replaced<Row extends { id: string }>(
  rows: readonly Row[],
  id: string,
  row: Row | null,
): readonly Row[] {
  const others = rows.filter((one) => one.id !== id);
  return row === null ? others : [...others, row];
}
