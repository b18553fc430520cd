import type { WorkRule } from "#app/hours/rules/billable-minutes.ts";
import type { Tx } from "#app/platform/db.server.ts";

type Row = {
  available_before: number;
  owed_before: number;
  available_after: number;
  owed_after: number;
  refused: boolean;
  allocations: { lotId: number | null; minutes: number; revived?: boolean }[];
};

/** The rule with which an entry was saved, where its work type is still this one. */
export async function findSavedRule(
  tx: Tx,
  { clientId, entryId, workTypeId }: { clientId: string; entryId: string | null; workTypeId: string },
): Promise<WorkRule | null> {
  const [row] = await tx.$queryRaw<WorkRule[]>`
    select minimum_minutes as "minimumMinutes", rounding_minutes as "roundingMinutes", multiplier_percent as "multiplierPercent", free
    from time_entry where client_id = ${clientId}::uuid and id = ${entryId}::uuid and work_type_id = ${workTypeId}::uuid`;
  return row ?? null;
}

/** What a draw would change, without drawing; null where a client has no account. */
export async function previewDraw(
  tx: Tx,
  {
    clientId,
    billable,
    workedAt,
    entryId,
    at,
  }: { clientId: string; billable: number; workedAt: Date; entryId: string | null; at: Date },
): Promise<Row | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select available_before, owed_before, available_after, owed_after, refused, allocations
    from hours_preview_draw(${clientId}::uuid, ${billable}::int, ${workedAt}, ${at}, ${entryId}::uuid)`;
  return row ?? null;
}
