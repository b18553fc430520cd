import { natureOf, type Nature } from "#app/hours/rules/nature.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Work of these types from a day on, drawn before its contract was in force. */
type LateCover = { clientId: string; workTypeIds: readonly string[]; from: Day };

/** Locks the time entries that a contract covers and that draw hours all the same, also those that wait for somebody's word; answers their ids. */
export async function lockUncovered(tx: Tx, { clientId, workTypeIds, from }: LateCover): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select e.id::text from time_entry e where e.client_id = ${clientId}::uuid and e.work_type_id = any (${[...workTypeIds]}::uuid[])
      and e.worked_on >= ${from}::date and e.deleted_at is null and e.billable_minutes > 0 order by e.id for update of e`;
  return rows.map(({ id }) => id);
}

/** Marks locked entries as covered, at their next revision (one that waits keeps 0), and keeps the arithmetic of the one before; answers those that counted already. */
export async function writeCovered(
  tx: Tx,
  { clientId, ids, at }: { clientId: string; ids: readonly string[]; at: Date },
): Promise<{ id: string; revision: number; nature: Nature; workedAt: Date }[]> {
  const rows = await tx.$queryRaw<{ id: string; revision: number; nature: string; workedAt: Date }[]>`
    with past as (
      insert into time_entry_past (client_id, entry_id, revision, worked_minutes, minimum_minutes, rounding_minutes, multiplier_percent, free, covered, billable_minutes)
      select client_id, id, revision, worked_minutes, minimum_minutes, rounding_minutes, multiplier_percent, free, covered, billable_minutes from time_entry
      where client_id = ${clientId}::uuid and id = any (${[...ids]}::uuid[]) and revision > 0
    )
    update time_entry set covered = true, billable_minutes = 0, revision = case when revision > 0 then revision + 1 else 0 end, updated_at = ${at}
    where client_id = ${clientId}::uuid and id = any (${[...ids]}::uuid[])
    returning id::text, revision, nature, worked_at as "workedAt"`;
  return rows
    .filter(({ revision }) => revision > 0)
    .map((row) => ({ ...row, nature: natureOf(row.nature) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
