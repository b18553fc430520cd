import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Somebody who was told of a version's prices, on a day of the client's zone. */
export type ToldOf = { versionId: string; userId: string; name: string; toldOn: Day };

/** Who was told of the prices of a client's versions, the first told first. One query. */
export async function listTold(tx: Tx, clientId: string): Promise<ToldOf[]> {
  const rows = await tx.$queryRaw<(Omit<ToldOf, "toldOn"> & { toldOn: string })[]>`
    select n.version_id::text as "versionId", n.user_id::text as "userId", coalesce((select u.name from user_facts u where u.id = n.user_id), '') as name,
      day_in(c.zone, n.told_at)::text as "toldOn"
    from contract_price_notice n join client_facts c on c.id = n.client_id where n.client_id = ${clientId}::uuid order by n.told_at, name`;
  return rows.map((row) => ({ ...row, toldOn: day(row.toldOn) }));
}

/** Keeps that somebody was told of a version's prices; false when they were told before. */
export async function appendTold(
  tx: Tx,
  told: { clientId: string; versionId: string; userId: string },
): Promise<boolean> {
  const { count } = await tx.contractPriceNotice.createMany({
    data: [{ ...told, toldAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}
