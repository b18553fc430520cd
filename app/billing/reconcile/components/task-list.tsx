import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import type { TaskRow, TasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { taskWord } from "#app/billing/refund/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface TaskListProps {
  page: TasksPage;
  zone: string;
  /** The task whose form was sent, and what was wrong with it. */
  sent: { task: string; lastResult: SubmissionResult | null; refused: boolean } | null;
  /** What else waits, under these. */
  children?: ReactNode;
}

/** What waits for a person, each with what to do and a word to close it; below it what was solved lately. */
export function TaskList({ page, zone, sent, children }: TaskListProps) {
  return (
    <>
      <PageHeader
        title={m.refund_tasks_title()}
        subtitle={m.refund_tasks_subtitle()}
        back={{ to: "/staff/todo", label: m.office_nav_todo() }}
      />
      <Stack>
        {sent?.refused && <Notice tone="low">{m.refund_task_gone()}</Notice>}
        {page.open.length === 0 && !children && (
          <Card padding="none">
            <EmptyState icon="check" title={m.refund_tasks_none()}>
              {m.refund_tasks_none_text()}
            </EmptyState>
          </Card>
        )}
        {page.open.map((task) => (
          <Card key={task.id} title={taskWord(task)} titleId={`task-${task.id}`}>
            <Where task={task} zone={zone} />
            {page.mayResolve && (
              <ResolveForm
                task={task}
                errors={
                  sent?.task === task.id ? (sent.lastResult?.error?.["reason"] ?? undefined) : undefined
                }
              />
            )}
          </Card>
        ))}
        {children}
        {page.done.length > 0 && (
          <Card title={m.refund_tasks_done()} titleId="done">
            <EntryList
              rows={page.done.map((task) => ({
                key: task.id,
                title: taskWord(task),
                detail: <Solved task={task} zone={zone} />,
              }))}
            />
          </Card>
        )}
      </Stack>
    </>
  );
}

function Where({ task, zone }: { task: TaskRow; zone: string }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {task.clientId && task.clientName && (
        <TextLink to={`/staff/clients/${task.clientId}`}>{task.clientName}</TextLink>
      )}
      {task.orderId && task.order && (
        <TextLink to={`/staff/orders/${task.orderId}`}>
          {m.refund_staff_order({ number: task.order })}
        </TextLink>
      )}
      <span>{m.refund_task_since({ at: formatInstant(task.openedAt, zone) })}</span>
    </p>
  );
}

function ResolveForm({ task, errors }: { task: TaskRow; errors: string[] | undefined }) {
  return (
    <Form
      method="post"
      noValidate
      className="mt-4 grid gap-3 roomy:grid-cols-[1fr_auto] roomy:items-end"
      aria-labelledby={`task-${task.id}`}
    >
      <input type="hidden" name="task" value={task.id} />
      <TextField
        field={{ id: `reason-${task.id}`, name: "reason", required: true, errors }}
        label={m.refund_task_word()}
        autoComplete="off"
      />
      <SubmitButton tone="secondary">{m.refund_task_resolve()}</SubmitButton>
    </Form>
  );
}

function Solved({ task, zone }: { task: TaskRow; zone: string }) {
  return (
    <>
      <span className="block">
        {task.resolvedBy
          ? m.refund_task_solved_by({ name: task.resolvedBy, reason: task.reason ?? "" })
          : m.refund_task_solved_itself()}
      </span>
      <span className="block">{task.resolvedAt ? formatInstant(task.resolvedAt, zone) : null}</span>
    </>
  );
}
