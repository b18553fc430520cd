import type { Tx } from "#app/platform/db.server.ts";

export type LockedHours = { clientId: string; clientName: string; reason: string; at: Date };

/** The clients whose hours are locked, the longest first. */
export async function listLockedAccounts(tx: Tx): Promise<LockedHours[]> {
  return tx.$queryRaw<LockedHours[]>`
    select c.id::text as "clientId", c.name as "clientName", coalesce(a.frozen_reason, '') as reason, a.frozen_at as at
    from hour_account a join client_facts c on c.id = a.client_id where a.frozen_at is not null order by a.frozen_at, c.id`;
}

/** Lets each statement of this transaction take a minute, as a proof of a long ledger may. */
export async function allowLongProof(tx: Tx): Promise<void> {
  await tx.$executeRaw`select set_config('statement_timeout', '60000', true)`;
}

/** How many defects a client's ledger has, and the operation at which its chain breaks (null: nowhere). */
export async function findProof(
  tx: Tx,
  clientId: string,
): Promise<{ defects: number; broken: number | null } | null> {
  const [row] = await tx.$queryRaw<{ defects: number; broken: number | null }[]>`
    select (select count(*)::int from ledger_defects where client_id = ${clientId}::uuid) as defects, hours_verify_chain(${clientId}::uuid)::int as broken`;
  return row ?? null;
}
