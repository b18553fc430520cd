import type { Leaver } from "#app/contracts/rules/oddities.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { day, type Day } from "#app/platform/day.ts";

/** Who left each of these clients by a day, with their last day of work. One query. */
export async function listLeavers(
  tx: Tx,
  clientIds: readonly string[],
  by: Day,
): Promise<(Leaver & { clientId: string })[]> {
  const rows = await tx.$queryRaw<{ clientId: string; id: string; name: string; leftOn: string }[]>`
    select client_id::text as "clientId", id::text, name, left_on::text as "leftOn" from employee_facts
    where client_id = any(${[...clientIds]}::uuid[]) and left_on < ${by}::date order by name, id`;
  return rows.map((row) => ({ ...row, leftOn: day(row.leftOn) }));
}

/** Which of these ids are requests of the client. */
export async function listKnownRequests(tx: Tx, clientId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from request_facts where client_id = ${clientId}::uuid and id = any(${[...ids]}::uuid[])`;
  return rows.map(({ id }) => id);
}
