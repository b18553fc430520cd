import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import {
  emptyRecords,
  type Change,
  type Entity,
  type Pool,
  type Records,
  type Roster,
  type Rows,
} from "#app/people/rules/roster.ts";

/** All that is known of a client's people, in one query. */
export async function findRoster(tx: Tx, clientId: string): Promise<Roster> {
  const [roster] = await tx.$queryRaw<Roster[]>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'email', email, 'department', department, 'location', location,
          'joinedOn', joined_on, 'leftOn', left_on, 'userId', user_id) order by name, id), '[]')
        from employee where client_id = c.id) as employee,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'seatTypeId', seat_type_id, 'number', number, 'startsOn', starts_on,
          'endsOn', ends_on) order by number), '[]') from seat where client_id = c.id) as seat,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'seatId', seat_id, 'seatTypeId', seat_type_id, 'employeeId', employee_id,
          'startsOn', starts_on, 'endsOn', ends_on) order by starts_on, id), '[]') from seat_holding where client_id = c.id) as holding,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind, 'serial', serial, 'os', os,
          'warrantyUntil', warranty_until, 'startsOn', starts_on, 'endsOn', ends_on) order by name, id), '[]')
        from device where client_id = c.id) as device,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'deviceId', device_id, 'inScope', in_scope, 'onStandard', on_standard,
          'employeeId', employee_id, 'startsOn', starts_on, 'endsOn', ends_on) order by starts_on, id), '[]')
        from device_period where client_id = c.id) as period,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'productId', product_id, 'employeeId', employee_id, 'mailbox', mailbox,
          'startsOn', starts_on, 'endsOn', ends_on) order by starts_on, id), '[]')
        from licence_assignment where client_id = c.id) as assignment,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'name', name) order by kind, name), '[]')
        from access_resource where client_id = c.id) as resource,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'resourceId', resource_id, 'employeeId', employee_id, 'level', level,
          'startsOn', starts_on, 'endsOn', ends_on, 'reason', reason, 'requestId', request_id) order by starts_on, id), '[]')
        from access_right where client_id = c.id) as "right",
      (select coalesce(jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity, 'startsOn', starts_on,
          'termEndsOn', term_ends_on) order by seq), '[]') from licence_pool where client_id = c.id) as pools
    from (select ${clientId}::uuid as id) c`;
  if (!roster) throw new Error("a select without a table answers one row");
  return roster;
}

/** What was known of a client's people at an instant: each row as it was last recorded by then. One query. */
export async function findRosterKnownAt(tx: Tx, clientId: string, at: Date): Promise<Roster> {
  const [known] = await tx.$queryRaw<{ records: Partial<Records>; pools: Pool[] }[]>`
    select
      (select coalesce(jsonb_object_agg(entity, rows), '{}') from (
        select entity, jsonb_agg(content order by entity_id) as rows from (
          select distinct on (entity, entity_id) entity, entity_id, content from people_event
          where client_id = ${clientId}::uuid and at <= ${at} order by entity, entity_id, seq desc) last
        where content is not null group by entity) kinds) as records,
      (select coalesce(jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity, 'startsOn', starts_on,
          'termEndsOn', term_ends_on) order by seq), '[]')
        from licence_pool where client_id = ${clientId}::uuid and recorded_at <= ${at}) as pools`;
  return { ...emptyRecords, ...known?.records, pools: known?.pools ?? [] };
}

/** Writes one change of a client's roster to the row's own table. */
export async function writeChange(tx: Tx, clientId: string, change: Change): Promise<void> {
  if (change.row === null) return deleteRow(tx, clientId, change.entity, change.id);
  switch (change.entity) {
    case "employee":
      return writeEmployee(tx, clientId, change.row);
    case "seat":
      return writeSeat(tx, clientId, change.row);
    case "holding":
      return writeHolding(tx, clientId, change.row);
    case "device":
      return writeDevice(tx, clientId, change.row);
    case "period":
      return writePeriod(tx, clientId, change.row);
    case "assignment":
      return writeAssignment(tx, clientId, change.row);
    case "resource":
      return writeResource(tx, clientId, change.row);
    case "right":
      return writeRight(tx, clientId, change.row);
  }
}

async function deleteRow(tx: Tx, clientId: string, entity: Entity, id: string): Promise<void> {
  switch (entity) {
    case "holding":
      await tx.$executeRaw`delete from seat_holding where client_id = ${clientId}::uuid and id = ${id}::uuid`;
      return;
    case "period":
      await tx.$executeRaw`delete from device_period where client_id = ${clientId}::uuid and id = ${id}::uuid`;
      return;
    case "assignment":
      await tx.$executeRaw`delete from licence_assignment where client_id = ${clientId}::uuid and id = ${id}::uuid`;
      return;
    case "right":
      await tx.$executeRaw`delete from access_right where client_id = ${clientId}::uuid and id = ${id}::uuid`;
      return;
    default:
      throw new Error(`a ${entity} ends, it is never taken away`);
  }
}

async function writeEmployee(tx: Tx, clientId: string, row: Rows["employee"]): Promise<void> {
  await tx.$executeRaw`
    insert into employee (client_id, id, name, email, department, location, joined_on, left_on, user_id)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.name}, ${row.email}, ${row.department}, ${row.location}, ${row.joinedOn}::date,
      ${row.leftOn}::date, ${row.userId}::uuid)
    on conflict (client_id, id) do update set name = excluded.name, email = excluded.email, department = excluded.department,
      location = excluded.location, joined_on = excluded.joined_on, left_on = excluded.left_on, user_id = excluded.user_id`;
}

async function writeSeat(tx: Tx, clientId: string, row: Rows["seat"]): Promise<void> {
  await tx.$executeRaw`
    insert into seat (client_id, id, seat_type_id, number, starts_on, ends_on)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.seatTypeId}::uuid, ${row.number}::int, ${row.startsOn}::date, ${row.endsOn}::date)
    on conflict (client_id, id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on`;
}

async function writeHolding(tx: Tx, clientId: string, row: Rows["holding"]): Promise<void> {
  await tx.$executeRaw`
    insert into seat_holding (client_id, id, seat_id, seat_type_id, employee_id, starts_on, ends_on)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.seatId}::uuid, ${row.seatTypeId}::uuid, ${row.employeeId}::uuid,
      ${row.startsOn}::date, ${row.endsOn}::date)
    on conflict (client_id, id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on`;
}

async function writeDevice(tx: Tx, clientId: string, row: Rows["device"]): Promise<void> {
  await tx.$executeRaw`
    insert into device (client_id, id, name, kind, serial, os, warranty_until, starts_on, ends_on)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.name}, ${row.kind}, ${row.serial}, ${row.os}, ${row.warrantyUntil}::date,
      ${row.startsOn}::date, ${row.endsOn}::date)
    on conflict (client_id, id) do update set name = excluded.name, kind = excluded.kind, serial = excluded.serial, os = excluded.os,
      warranty_until = excluded.warranty_until, starts_on = excluded.starts_on, ends_on = excluded.ends_on`;
}

async function writePeriod(tx: Tx, clientId: string, row: Rows["period"]): Promise<void> {
  await tx.$executeRaw`
    insert into device_period (client_id, id, device_id, in_scope, on_standard, employee_id, starts_on, ends_on)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.deviceId}::uuid, ${row.inScope}, ${row.onStandard}, ${row.employeeId}::uuid,
      ${row.startsOn}::date, ${row.endsOn}::date)
    on conflict (client_id, id) do update set in_scope = excluded.in_scope, on_standard = excluded.on_standard,
      employee_id = excluded.employee_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on`;
}

async function writeAssignment(tx: Tx, clientId: string, row: Rows["assignment"]): Promise<void> {
  await tx.$executeRaw`
    insert into licence_assignment (client_id, id, product_id, employee_id, mailbox, starts_on, ends_on)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.productId}::uuid, ${row.employeeId}::uuid, ${row.mailbox}, ${row.startsOn}::date,
      ${row.endsOn}::date)
    on conflict (client_id, id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on`;
}

async function writeResource(tx: Tx, clientId: string, row: Rows["resource"]): Promise<void> {
  await tx.$executeRaw`
    insert into access_resource (client_id, id, kind, name) values (${clientId}::uuid, ${row.id}::uuid, ${row.kind}, ${row.name})
    on conflict (client_id, id) do update set name = excluded.name`;
}

async function writeRight(tx: Tx, clientId: string, row: Rows["right"]): Promise<void> {
  await tx.$executeRaw`
    insert into access_right (client_id, id, resource_id, employee_id, level, starts_on, ends_on, reason, request_id)
    values (${clientId}::uuid, ${row.id}::uuid, ${row.resourceId}::uuid, ${row.employeeId}::uuid, ${row.level}, ${row.startsOn}::date,
      ${row.endsOn}::date, ${row.reason}, ${row.requestId ?? null}::uuid)
    on conflict (client_id, id) do update set level = excluded.level, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
      reason = excluded.reason`;
}

/** Buys another quantity of a licence from a day on; the rows before it stay. */
export async function appendPool(
  tx: Tx,
  clientId: string,
  pool: {
    productId: string;
    quantity: number;
    startsOn: Day;
    termEndsOn: Day | null;
    reason: string;
    at: Date;
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into licence_pool (client_id, product_id, quantity, starts_on, term_ends_on, reason, recorded_at)
    values (${clientId}::uuid, ${pool.productId}::uuid, ${pool.quantity}::int, ${pool.startsOn}::date, ${pool.termEndsOn}::date,
      ${pool.reason}, ${pool.at})`;
}

/** The products of which a number was bought for a reason. */
export async function listPoolsFor(tx: Tx, clientId: string, reason: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ productId: string }[]>`
    select distinct product_id::text as "productId" from licence_pool where client_id = ${clientId}::uuid and reason = ${reason}`;
  return rows.map(({ productId }) => productId);
}
