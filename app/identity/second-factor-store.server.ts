import { authPrisma } from "#app/platform/db.server.ts";

/** A second factor before its first code. */
type FreshFactor = {
  secret: string;
  backupCodes: string;
  verified: boolean;
  lastStep: bigint;
  failedVerificationCount: number;
  lockedUntil: null;
};

/** Begins a second factor anew that was never proved, and answers how many that were. */
export async function restartFactor(userId: string, fresh: FreshFactor): Promise<{ count: number }> {
  return authPrisma().twoFactor.updateMany({
    where: { userId, verified: false },
    data: fresh,
  });
}

/** Keeps a second factor that is to be proved. */
export async function appendFactor(userId: string, fresh: FreshFactor): Promise<void> {
  await authPrisma().twoFactor.createMany({
    data: [{ userId, ...fresh }],
    skipDuplicates: true,
  });
}

/** A person's second factor that is still to be proved; null for none. */
export async function findUnproved(userId: string) {
  return authPrisma().twoFactor.findFirst({ where: { userId, verified: false } });
}

/** Keeps the hashes of new backup codes; a count of 0 where there is no second factor. */
export async function keepBackupCodes(userId: string, stored: string): Promise<{ count: number }> {
  return authPrisma().twoFactor.updateMany({
    where: { userId, verified: true },
    data: { backupCodes: stored },
  });
}

/** The hashes of a person's backup codes; null without a second factor. */
export async function findBackupCodes(userId: string): Promise<{ backupCodes: string } | null> {
  return authPrisma().twoFactor.findFirst({
    where: { userId, verified: true },
    select: { backupCodes: true },
  });
}

/** A person's second factor; null for none. */
export async function findFactor(userId: string) {
  return authPrisma().twoFactor.findUnique({ where: { userId } });
}

/** Moves the last accepted step forward; a count of 0 where another did. */
export async function moveStep(id: string, step: number): Promise<{ count: number }> {
  return authPrisma().twoFactor.updateMany({
    where: { id, lastStep: { lt: BigInt(step) } },
    data: { lastStep: BigInt(step) },
  });
}
