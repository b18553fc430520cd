import type { HeldItem } from "#app/contracts/rules/month-lines.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Job = { id: string; contractId: string; lineKey: string; doneOn: Day; note: string };

/** A client's jobs done from a day to a day (inclusive) that stand, oldest first. */
export async function listJobs(tx: Tx, clientId: string, span: { from: Day; until: Day }): Promise<Job[]> {
  return (await listJobsOf(tx, [clientId], span)).map(({ clientId: _, ...job }) => job);
}

/** The same of several clients, with whose each is. One query. */
export async function listJobsOf(
  tx: Tx,
  clientIds: readonly string[],
  span: { from: Day; until: Day },
): Promise<(Job & { clientId: string })[]> {
  const doneOn = { gte: new Date(span.from), lte: new Date(span.until) };
  const rows = await tx.contractJob.findMany({
    where: { clientId: { in: [...clientIds] }, withdrawnAt: null, doneOn },
    orderBy: [{ doneOn: "asc" }, { id: "asc" }],
  });
  return rows.map(({ clientId, id, contractId, lineKey, note, ...row }) => ({
    clientId,
    id,
    contractId,
    lineKey,
    note,
    doneOn: day(row.doneOn.toISOString().slice(0, 10)),
  }));
}

/** Jobs as a month's lines count them: each once, on its day, by the key of its line. */
export function heldJobs(jobs: readonly Job[]): HeldItem[] {
  return jobs.map(({ id, lineKey, doneOn, note }) => ({
    kind: "job",
    typeId: lineKey,
    subjectId: id,
    label: note,
    times: 1,
    from: doneOn,
    until: doneOn,
    onStandard: null,
  }));
}

/** Keeps that a job was done; false when it is kept already. */
export async function appendJob(
  tx: Tx,
  { doneOn, ...job }: Job & { clientId: string; madeBy: string },
): Promise<boolean> {
  const { count } = await tx.contractJob.createMany({
    data: [{ ...job, doneOn: new Date(doneOn), madeAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Takes a job back; null when it is not there, else its day. */
export async function withdrawJob(tx: Tx, clientId: string, id: string): Promise<boolean> {
  const { count } = await tx.contractJob.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now() },
  });
  return count === 1;
}
