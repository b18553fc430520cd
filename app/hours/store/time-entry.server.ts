import type { Tx } from "#app/platform/db.server.ts";
import { day } from "#app/platform/day.ts";
import { natureOf } from "#app/hours/rules/nature.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import type { BillableSteps, WorkRule } from "#app/hours/rules/billable-minutes.ts";

/** A time entry as it is now, its day and start by the MSP's clock; `rule` is its work type's rule as it was when the entry got that type. At revision 0 it waits for approval and doesn't count. */
export type TimeEntry = WorkDetails & {
  entryId: string;
  engineerId: string;
  requesterId: string | null;
  rule: WorkRule;
  billableMinutes: number;
  revision: number;
  workedAt: Date;
  startedAt: Date | null;
  recordedAt: Date;
  deleted: boolean;
};

type Row = {
  client_id: string;
  id: string;
  request_id: string;
  engineer_id: string;
  requester_id: string | null;
  updated_at: Date;
  worked_on: string;
  start: string | null;
  worked_minutes: number;
  work_type_id: string;
  nature: string;
  note: string;
  internal_note: string;
  minimum_minutes: number;
  rounding_minutes: number;
  multiplier_percent: number;
  free: boolean;
  covered: boolean;
  billable_minutes: number;
  revision: number;
  worked_at: Date;
  started_at: Date | null;
  deleted: boolean;
};

/** Locks a time entry until the transaction ends and reads it with its internal note; null for none in sight. */
export async function lockTimeEntry(tx: Tx, clientId: string, entryId: string): Promise<TimeEntry | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select e.client_id::text, e.id::text, e.request_id::text, e.engineer_id::text, r.requester_id::text, coalesce(day_in(m.zone, e.started_at), e.worked_on)::text as worked_on,
      to_char(e.started_at at time zone zone_at(m.zone, e.started_at), 'HH24:MI') as start, e.started_at,
      e.worked_minutes, e.work_type_id::text, e.nature, e.note, coalesce(n.note, '') as internal_note, e.minimum_minutes, e.rounding_minutes,
      e.multiplier_percent, e.free, e.covered, e.billable_minutes, e.revision, e.worked_at, e.updated_at, e.deleted_at is not null as deleted
    from time_entry e
    cross join msp_facts m
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    left join time_entry_internal_note n on n.client_id = e.client_id and n.time_entry_id = e.id
    where e.client_id = ${clientId}::uuid and e.id = ${entryId}::uuid
    for update of e`;
  return row ? toEntry(row) : null;
}

export type WrittenEntry = WorkDetails & {
  entryId: string;
  engineerId: string;
  rule: WorkRule;
  steps: BillableSteps;
  workedAt: Date;
  startedAt: Date | null;
  at: Date;
};

/** Writes a new time entry, at revision 0 if it waits for approval; false when this id is taken (a transaction that is writing it is waited for). */
export async function insertTimeEntry(tx: Tx, entry: WrittenEntry & { revision: 0 | 1 }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into time_entry (client_id, id, request_id, engineer_id, worked_on, started_at, worked_at, worked_minutes, work_type_id, minimum_minutes,
      rounding_minutes, multiplier_percent, free, covered, nature, note, billable_minutes, revision, created_at, updated_at)
    values (${entry.clientId}::uuid, ${entry.entryId}::uuid, ${entry.requestId}::uuid, ${entry.engineerId}::uuid, ${entry.workedOn}::date, ${entry.startedAt},
      ${entry.workedAt}, ${entry.workedMinutes}, ${entry.workTypeId}::uuid, ${entry.rule.minimumMinutes}, ${entry.rule.roundingMinutes},
      ${entry.rule.multiplierPercent}, ${entry.rule.free}, ${entry.rule.covered ?? false}, ${entry.nature}, ${entry.note}, ${entry.steps.billable}, ${entry.revision}, ${entry.at}, ${entry.at})
    on conflict (client_id, id) do nothing`;
  return written === 1;
}

/** Writes an entry at its next revision, and keeps the arithmetic of the revision before; the caller holds its lock. */
export async function updateTimeEntry(
  tx: Tx,
  entry: Omit<WrittenEntry, "engineerId"> & { revision: number },
): Promise<void> {
  await tx.$executeRaw`
    with past as (
      insert into time_entry_past (client_id, entry_id, revision, worked_minutes, minimum_minutes, rounding_minutes, multiplier_percent, free, covered, billable_minutes)
      select client_id, id, revision, worked_minutes, minimum_minutes, rounding_minutes, multiplier_percent, free, covered, billable_minutes from time_entry
      where client_id = ${entry.clientId}::uuid and id = ${entry.entryId}::uuid and revision > 0
    )
    update time_entry set request_id = ${entry.requestId}::uuid, worked_on = ${entry.workedOn}::date, started_at = ${entry.startedAt}, worked_at = ${entry.workedAt},
      worked_minutes = ${entry.workedMinutes}, work_type_id = ${entry.workTypeId}::uuid, minimum_minutes = ${entry.rule.minimumMinutes},
      rounding_minutes = ${entry.rule.roundingMinutes}, multiplier_percent = ${entry.rule.multiplierPercent}, free = ${entry.rule.free},
      covered = ${entry.rule.covered ?? false},
      nature = ${entry.nature}, note = ${entry.note}, billable_minutes = ${entry.steps.billable}, revision = ${entry.revision}, updated_at = ${entry.at}
    where client_id = ${entry.clientId}::uuid and id = ${entry.entryId}::uuid`;
}

/** Brings a waiting entry to revision 1, unchanged: from now on it counts. The caller holds its lock. */
export async function countTimeEntry(
  tx: Tx,
  entry: { clientId: string; entryId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`update time_entry set revision = 1, updated_at = ${entry.at} where client_id = ${entry.clientId}::uuid and id = ${entry.entryId}::uuid`;
}

/** Marks an entry deleted at its next revision; the row stays. The caller holds its lock. */
export async function markTimeEntryDeleted(
  tx: Tx,
  entry: { clientId: string; entryId: string; revision: number; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    update time_entry set deleted_at = ${entry.at}, updated_at = ${entry.at}, revision = ${entry.revision}
    where client_id = ${entry.clientId}::uuid and id = ${entry.entryId}::uuid`;
}

/** Writes an entry's note for colleagues, if it differs from the one `before`. */
export async function writeInternalNote(
  tx: Tx,
  entry: { clientId: string; entryId: string; internalNote: string },
  before = "",
): Promise<void> {
  if (entry.internalNote === before) return;
  await tx.$executeRaw`
    insert into time_entry_internal_note (client_id, time_entry_id, note) values (${entry.clientId}::uuid, ${entry.entryId}::uuid, ${entry.internalNote})
    on conflict (client_id, time_entry_id) do update set note = excluded.note`;
}

function toEntry(row: Row): TimeEntry {
  return {
    clientId: row.client_id,
    entryId: row.id,
    engineerId: row.engineer_id,
    requesterId: row.requester_id,
    requestId: row.request_id,
    workedOn: day(row.worked_on),
    start: row.start,
    workedMinutes: row.worked_minutes,
    workTypeId: row.work_type_id,
    nature: natureOf(row.nature),
    note: row.note,
    internalNote: row.internal_note,
    rule: {
      minimumMinutes: row.minimum_minutes,
      roundingMinutes: row.rounding_minutes,
      multiplierPercent: row.multiplier_percent,
      free: row.free,
      ...(row.covered && { covered: true }),
    },
    billableMinutes: row.billable_minutes,
    revision: row.revision,
    workedAt: row.worked_at,
    startedAt: row.started_at,
    recordedAt: row.updated_at,
    deleted: row.deleted,
  };
}
