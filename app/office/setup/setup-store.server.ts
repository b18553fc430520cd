import type { Tx } from "#app/platform/db.server.ts";
import type { Prisma } from "#app/platform/generated/prisma/client.ts";

/** How far the first run has come. */
export type Setup = {
  tokenHash: string | null;
  sessionHash: string | null;
  companyAt: Date | null;
  ownerId: string | null;
  hoursAt: Date | null;
  mailAt: Date | null;
  stripeAt: Date | null;
  mailFailedAt: Date | null;
  stripeFailedAt: Date | null;
  doneAt: Date | null;
  /** What the owner does not need of what the first run left open. */
  notNeeded: string[];
};

const only = { where: { id: 1 } };

/** Lets one process at a time decide about the first run, also before its row is there. */
export async function lockSetup(tx: Tx): Promise<Setup | null> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('first run', 0))::text as locked`;
  return tx.setup.findUnique(only);
}

/** How far the first run has come; null where it never began. */
export function findSetup(tx: Tx): Promise<Setup | null> {
  return tx.setup.findUnique(only);
}

/** Begins the first run with the hash of its one-time address, or replaces that hash. */
export async function saveToken(tx: Tx, tokenHash: string, at: Date): Promise<void> {
  await tx.setup.upsert({ ...only, create: { tokenHash, createdAt: at }, update: { tokenHash } });
}

/** Writes what became of the first run; the caller holds its lock. */
export async function updateSetup(tx: Tx, data: Prisma.SetupUncheckedUpdateInput): Promise<void> {
  await tx.setup.update({ ...only, data });
}

/** How many people of the MSP have access. */
export async function countColleagues(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from membership_facts where client_id is null and ended_at is null`;
  return row?.count ?? 0;
}
