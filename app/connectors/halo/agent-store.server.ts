import type { Tx } from "#app/platform/db.server.ts";

import type { TicketKey } from "./store.server.ts";

/** Who agents of Halo's are here by choice: a colleague's id, or null for nobody. */
export async function listChosenAgents(tx: Tx): Promise<Map<number, string | null>> {
  const rows = await tx.$queryRaw<{ haloId: number; userId: string | null }[]>`
    select halo_id as "haloId", user_id::text as "userId" from halo_agent`;
  return new Map(rows.map(({ haloId, userId }) => [haloId, userId]));
}

/** Keeps who an agent is here; undefined for nobody's choice. */
export async function writeChosenAgent(
  tx: Tx,
  haloId: number,
  userId: string | null | undefined,
): Promise<void> {
  if (userId === undefined) await tx.$executeRaw`delete from halo_agent where halo_id = ${haloId}::int`;
  else
    await tx.$executeRaw`
      insert into halo_agent (halo_id, user_id) values (${haloId}::int, ${userId}::uuid)
      on conflict (halo_id) do update set user_id = excluded.user_id`;
}

/** Forgets all such choices: another Halo has other agents under the same numbers. */
export async function forgetAgents(tx: Tx): Promise<void> {
  await tx.$executeRaw`delete from halo_agent`;
}

/** The agent that a request's ticket had when it was read last; null for none. */
export async function findSeenAgent(tx: Tx, { clientId, requestId }: TicketKey): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ agentId: number | null }[]>`
    select agent_id as "agentId" from halo_ticket where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid`;
  return row?.agentId ?? null;
}

/** Keeps it. */
export async function writeSeenAgent(tx: Tx, key: TicketKey, agentId: number | null): Promise<void> {
  await tx.$executeRaw`
    update halo_ticket set agent_id = ${agentId}::int
    where client_id = ${key.clientId}::uuid and request_id = ${key.requestId}::uuid`;
}
