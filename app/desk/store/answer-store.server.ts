import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** An answer that staff give often. */
export type CannedAnswer = { id: string; name: string; body: string };

/** The canned answers by name. One query. */
export function listAnswers(tx: Tx): Promise<CannedAnswer[]> {
  return tx.$queryRaw<CannedAnswer[]>`
    select id::text, name, body from canned_answer where removed_at is null order by name, id limit 200`;
}

/** Writes an answer under its id, a new one or another text of it. */
export async function writeAnswer(tx: Tx, { id, name, body }: CannedAnswer): Promise<void> {
  await tx.cannedAnswer.upsert({
    where: { id },
    create: { id, name, body, createdAt: now() },
    update: { name, body, removedAt: null },
  });
}

/** Takes an answer out of the list. */
export async function removeAnswer(tx: Tx, id: string): Promise<void> {
  await tx.cannedAnswer.updateMany({ where: { id, removedAt: null }, data: { removedAt: now() } });
}
