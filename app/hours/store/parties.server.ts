import type { Tx } from "#app/platform/db.server.ts";

export type Parties = { mspName: string; clientName: string; zone: string; currency: string };

/** The names that stand in letters about a client's hours, with its zone and currency. */
export async function findParties(tx: Tx, clientId: string): Promise<Parties> {
  const [row] = await tx.$queryRaw<Parties[]>`
    select m.name as "mspName", c.name as "clientName", c.zone, c.currency::text from client_facts c cross join msp_facts m where c.id = ${clientId}::uuid`;
  if (!row) throw new Error(`No client ${clientId} in sight`);
  return row;
}
