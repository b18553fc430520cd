import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import {
  readinessItems,
  type ReadinessItem,
  type ReadinessPoint,
  type ReadinessSide,
} from "#app/conversion/rules/readiness.ts";

/** The checklist of a client, with who confirmed which point and what the MSP found, by days of the client's zone. One query. */
export async function listReadiness(tx: Tx, clientId: string): Promise<ReadinessPoint[]> {
  const rows = await tx.$queryRaw<
    { item: string; side: ReadinessSide | null; by: string; on: Day; words: string | null }[]
  >`
    select r.item, r.side, u.name as by, day_in(c.zone, r.marked_at)::text as on, null as words
    from readiness_mark r join user_facts u on u.id = r.marked_by join client_facts c on c.id = r.client_id where r.client_id = ${clientId}::uuid
    union all
    select n.item, null, u.name, day_in(c.zone, n.written_at)::text, n.words
    from readiness_note n join user_facts u on u.id = n.written_by join client_facts c on c.id = n.client_id where n.client_id = ${clientId}::uuid`;
  return readinessItems.map((item) => {
    const own = rows.filter((row) => row.item === item);
    const mark = (side: ReadinessSide): { by: string; on: Day } | null => {
      const row = own.find((one) => one.side === side);
      return row ? { by: row.by, on: row.on } : null;
    };
    const note = own.find(({ words }) => words !== null);
    return {
      item,
      msp: mark("msp"),
      client: mark("client"),
      note: note?.words ? { words: note.words, by: note.by, on: note.on } : null,
    };
  });
}

/** Confirms a point for a side, or takes that back; done twice, it is done once. */
export async function markReadiness(
  tx: Tx,
  {
    clientId,
    item,
    side,
    userId,
    on,
  }: { clientId: string; item: ReadinessItem; side: ReadinessSide; userId: string; on: boolean },
): Promise<void> {
  if (on)
    await tx.readinessMark.createMany({
      data: [{ clientId, item, side, markedBy: userId, markedAt: now() }],
      skipDuplicates: true,
    });
  else await tx.readinessMark.deleteMany({ where: { clientId, item, side } });
}

/** Keeps what the MSP found at a point instead of what stood there; empty words take it away. */
export async function writeReadinessNote(
  tx: Tx,
  { clientId, item, words, userId }: { clientId: string; item: ReadinessItem; words: string; userId: string },
): Promise<void> {
  if (words === "") {
    await tx.readinessNote.deleteMany({ where: { clientId, item } });
    return;
  }
  const data = { words, writtenBy: userId, writtenAt: now() };
  await tx.readinessNote.upsert({
    where: { clientId_item: { clientId, item } },
    create: { clientId, item, ...data },
    update: data,
  });
}

/** When a client was last asked to go through the checklist; null where it was not. */
export async function findReadinessAsk(tx: Tx, clientId: string): Promise<{ askedAt: Date } | null> {
  return tx.readinessAsk.findUnique({ where: { clientId }, select: { askedAt: true } });
}

/** Keeps that a client is asked now. */
export async function writeReadinessAsk(tx: Tx, clientId: string, askedBy: string): Promise<void> {
  const data = { askedBy, askedAt: now() };
  await tx.readinessAsk.upsert({ where: { clientId }, create: { clientId, ...data }, update: data });
}
