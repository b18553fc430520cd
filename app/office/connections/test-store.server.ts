import type { Tx } from "#app/platform/db.server.ts";

export type Connection = "mail" | "stripe";
/** How the last test of a connection went; the fault is a word of the code, null where it worked. */
type LastTest = { testedAt: Date; fault: string | null };
/** The last test of each connection; null where there was none. */
export type LastTests = Record<Connection, LastTest | null>;

/** Keeps what a test found, in the place of the one before. */
export async function saveTest(
  tx: Tx,
  connection: Connection,
  fault: string | null,
  testedAt: Date,
): Promise<void> {
  await tx.connectionTest.upsert({
    where: { connection },
    create: { connection, testedAt, fault },
    update: { testedAt, fault },
  });
}

/** How the last test of each connection went. */
export async function findLastTests(tx: Tx): Promise<LastTests> {
  const rows = await tx.connectionTest.findMany();
  const of = (connection: Connection): LastTest | null => {
    const row = rows.find((one) => one.connection === connection);
    return row ? { testedAt: row.testedAt, fault: row.fault } : null;
  };
  return { mail: of("mail"), stripe: of("stripe") };
}
