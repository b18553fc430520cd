import { workTypeName } from "#app/hours/entry-view.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A type of work that a contract may cover, by its name in the reader's language; `isPlain` has no surcharge. */
export type WorkTypeChoice = { id: string; name: string; isPlain: boolean };

/** The types of work that are offered and not free, in their order. */
export async function listWorkTypes(tx: Tx): Promise<WorkTypeChoice[]> {
  const rows = await tx.$queryRaw<{ id: string; names: Record<string, string>; multiplier: number }[]>`
    select id::text, names, multiplier_percent as multiplier from work_type_facts where active and not free order by position, key`;
  return rows.map(({ id, names, multiplier }) => ({
    id,
    name: workTypeName(names),
    isPlain: multiplier === 100,
  }));
}
