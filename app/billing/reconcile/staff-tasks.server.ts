import { appendAudit } from "#app/identity/audit.server.ts";
import { endVatReview } from "#app/clients/vat-review.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import type { TaskKind } from "#app/billing/rules/task-kinds.ts";

/** Something that only a person can put right; the subject says what it is about, the same for the same finding. */
export type Finding = {
  kind: TaskKind;
  subject: string;
  clientId: string | null;
  detail: Record<string, string | number | null>;
};

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

/** A person settles a task, with a word on how; of two at once the first does. */
export function resolveTask(
  scope: StaffScope,
  id: string,
  reason: string,
): Promise<Result<null, "task-gone">> {
  return inScope(scope, async (tx) => {
    const { count } = await tx.staffTask.updateMany({
      where: { id, resolvedAt: null },
      data: { resolvedAt: now(), resolvedBy: scope.userId, reason },
    });
    if (count === 0) return refuse("task-gone");
    const task = await tx.staffTask.findUniqueOrThrow({ where: { id } });
    if (task.kind === "vat-review" && task.clientId) await endVatReview(tx, task.clientId);
    await appendAudit(tx, scope, {
      action: "task.resolved",
      target: `task:${task.kind}`,
      clientId: task.clientId,
      detail: { subject: task.subject, reason },
    });
    return ok(null);
  });
}
