import type { TaskKind } from "#app/billing/rules/task-kinds.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Row = {
  id: string;
  clientId: string | null;
  clientName: string | null;
  kind: string;
  detail: Record<string, string | number | null>;
  openedAt: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  reason: string | null;
};

/** Something that only a person can put right; the subject says what it is about, the same for the same finding. */
export type Finding = {
  kind: TaskKind;
  subject: string;
  clientId: string | null;
  detail: Record<string, string | number | null>;
};

/** Keeps how a person settled a task; a count of 0 where it is no longer open. */
export async function keepSettled(
  tx: Tx,
  { id, userId, reason }: { id: string; userId: string; reason: string },
): Promise<{ count: number }> {
  return tx.staffTask.updateMany({
    where: { id, resolvedAt: null },
    data: { resolvedAt: now(), resolvedBy: userId, reason },
  });
}

/** A task by its id; null for none. */
export async function findTask(tx: Tx, id: string) {
  return tx.staffTask.findUnique({ where: { id } });
}

/** Puts a finding before the people of the MSP; the same finding is one task, and one that a person settled with these very particulars stays settled. */
export async function openTask(tx: Tx, finding: Finding): Promise<void> {
  const detail = JSON.stringify(finding.detail);
  await tx.$executeRaw`
    insert into staff_task (client_id, kind, subject, detail, opened_at, seen_at)
    select ${finding.clientId}::uuid, ${finding.kind}, ${finding.subject}, ${detail}::jsonb, ${now()}, ${now()}
    where not exists (select from staff_task t where t.kind = ${finding.kind} and t.subject = ${finding.subject} and t.resolved_by is not null and t.detail = ${detail}::jsonb)
    on conflict (kind, subject) where resolved_at is null do update set seen_at = excluded.seen_at, detail = excluded.detail`;
}

/** Closes the task of a finding that is no more. */
export async function closeTask(tx: Tx, kind: TaskKind, subject: string): Promise<void> {
  await tx.staffTask.updateMany({ where: { kind, subject, resolvedAt: null }, data: { resolvedAt: now() } });
}

/** Closes the tasks of these kinds about one subject. */
export async function closeTasks(tx: Tx, kinds: readonly TaskKind[], subject: string): Promise<void> {
  if (kinds.length > 0)
    await tx.staffTask.updateMany({
      where: { kind: { in: [...kinds] }, subject, resolvedAt: null },
      data: { resolvedAt: now() },
    });
}

/** Closes the oldest open task of a kind about one of these subjects; false where none is open. */
export async function closeOneTask(tx: Tx, kind: TaskKind, subjects: readonly string[]): Promise<boolean> {
  const task = await tx.staffTask.findFirst({
    where: { kind, subject: { in: [...subjects] }, resolvedAt: null },
    orderBy: { openedAt: "asc" },
    select: { id: true },
  });
  if (task) await closeTasksById(tx, [task.id]);
  return task !== null;
}

/** The open tasks of these kinds about one order, with the amount (minor units) that each is about. */
export async function listOrderTasks(
  tx: Tx,
  clientId: string,
  orderId: string,
  kinds: readonly TaskKind[],
): Promise<{ id: string; kind: string; amountMinor: number; openedAt: Date }[]> {
  return tx.$queryRaw`
    select id, kind, coalesce((detail->>'amountMinor')::int, 0) as "amountMinor", opened_at as "openedAt" from staff_task
    where client_id = ${clientId}::uuid and resolved_at is null and kind = any(${[...kinds]}) and detail->>'orderId' = ${orderId}`;
}

/** Closes tasks whose cause is gone, by their ids. */
export async function closeTasksById(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.staffTask.updateMany({
      where: { id: { in: [...ids] }, resolvedAt: null },
      data: { resolvedAt: now() },
    });
}

/** Closes the open tasks of these kinds that were not found again. */
export async function closeOthers(
  tx: Tx,
  kinds: readonly TaskKind[],
  found: readonly Pick<Finding, "kind" | "subject">[],
): Promise<number> {
  const open = await tx.staffTask.findMany({
    where: { kind: { in: [...kinds] }, resolvedAt: null },
    select: { id: true, kind: true, subject: true },
  });
  const gone = open
    .filter((task) => !found.some((one) => one.kind === task.kind && one.subject === task.subject))
    .map((task) => task.id);
  const { count } = await tx.staffTask.updateMany({
    where: { id: { in: gone }, resolvedAt: null },
    data: { resolvedAt: now() },
  });
  return count;
}

/** Tells which findings a person has settled already with these very particulars. */
export async function isSettled(tx: Tx, finding: Finding): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { settled: boolean }[]
  >`select exists (select from staff_task t where t.kind = ${finding.kind} and t.subject = ${finding.subject}
    and t.resolved_by is not null and t.detail = ${JSON.stringify(finding.detail)}::jsonb) as settled`;
  return row?.settled ?? false;
}

/** The open tasks, the oldest first, then the last twenty that were settled. */
export async function listTasks(tx: Tx): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select t.id, t.client_id as "clientId", c.name as "clientName", t.kind, t.detail, t.opened_at as "openedAt", t.resolved_at as "resolvedAt", u.name as "resolvedBy", t.reason
    from (select * from staff_task where resolved_at is null union all (select * from staff_task where resolved_at is not null order by resolved_at desc limit 20)) t
    left join client_facts c on c.id = t.client_id left join user_facts u on u.id = t.resolved_by
    order by t.resolved_at desc nulls first, t.opened_at, t.id`;
}

/** The open tasks, the oldest first, so many at most. */
export async function listWaitingTasks(tx: Tx, limit: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select t.id, t.client_id as "clientId", c.name as "clientName", t.kind, t.detail, t.opened_at as "openedAt", null as "resolvedAt", null as "resolvedBy", null as reason
    from staff_task t left join client_facts c on c.id = t.client_id where t.resolved_at is null order by t.opened_at, t.id limit ${limit}`;
}

/** How many tasks are open. */
export async function countOpenTasks(tx: Tx): Promise<number> {
  return tx.staffTask.count({ where: { resolvedAt: null } });
}
