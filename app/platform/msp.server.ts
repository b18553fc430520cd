import type { Tx } from "#app/platform/db.server.ts";
import type { Prisma } from "#app/platform/generated/prisma/client.ts";

/** The MSP's own record: one row an installation. */
export type Msp = Prisma.Result<Tx["msp"], object, "findUniqueOrThrow">;

/** The MSP's record; null before the first run has made it. */
export function findMsp(tx: Tx): Promise<Msp | null> {
  return tx.msp.findUnique({ where: { id: 1 } });
}

/** The MSP's record; throws before the first run has made it. */
export function requireMsp(tx: Tx): Promise<Msp> {
  return tx.msp.findUniqueOrThrow({ where: { id: 1 } });
}

/** The MSP's record, locked until the transaction ends. */
export async function lockMsp(tx: Tx): Promise<Msp> {
  await tx.$queryRaw`select from msp where id = 1 for no key update`;
  return requireMsp(tx);
}

/** Makes the MSP's record; throws where there is one. */
export async function createMsp(tx: Tx, data: Prisma.MspCreateInput): Promise<void> {
  await tx.msp.create({ data });
}

/** Writes fields of the MSP's record; the caller holds its lock. */
export async function updateMsp(tx: Tx, data: Prisma.MspUpdateInput): Promise<void> {
  await tx.msp.update({ where: { id: 1 }, data });
}
