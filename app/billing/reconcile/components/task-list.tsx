import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import type { TaskRow } from "#app/billing/reconcile/task-row.ts";
import { taskPlaces, taskWhy, type TaskPlace } from "#app/billing/reconcile/task-why.ts";
import type { TasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { taskWord } from "#app/billing/refund/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { controlProps, FieldErrors } from "#app/ui/fields/field.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";

interface TaskListProps {
  page: TasksPage;
  list: ListState;
  views: SavedView[];
  zone: string;
  /** The task whose form was sent, and what was wrong with it. */
  sent: { task: string; lastResult: SubmissionResult | null; refused: boolean } | null;
  /** What else waits, under these. */
  children?: ReactNode;
}

/** What waits for a person, each with what to do and a word to close it; below it what was solved lately. */
export function TaskList({ page, list, views, zone, sent, children }: TaskListProps) {
  const columns = columnsOf(page, zone, sent);
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
        {page.open.length > 0 && (
          <>
            <ListTools list={list} views={views} columns={columns} />
            <Card padding="none">
              <DataTable
                caption={m.refund_tasks_title()}
                dense
                list={list}
                rows={page.open}
                rowKey={(task) => task.id}
                columns={columns}
              />
            </Card>
          </>
        )}
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

function columnsOf(
  { mayResolve, mayTestStripe }: TasksPage,
  zone: string,
  sent: TaskListProps["sent"],
): Column<TaskRow>[] {
  return [
    {
      key: "task",
      header: m.office_todo_what(),
      primary: true,
      cell: (task) => (
        <span id={`task-${task.id}`} className="block scroll-mt-20">
          <TwoLines first={taskWord(task)} second={taskWhy(task)} />
        </span>
      ),
    },
    {
      key: "client",
      header: m.desk_client(),
      cell: (task) => <Where task={task} places={taskPlaces(task, { mayTestStripe })} />,
    },
    {
      key: "since",
      header: m.refund_task_since(),
      noWrap: true,
      cell: (task) => formatInstant(task.openedAt, zone),
    },
    ...(mayResolve
      ? [
          {
            key: "resolve",
            header: m.refund_task_resolve(),
            hideHeader: true,
            cell: (task: TaskRow) => (
              <ResolveForm task={task} reply={sent?.task === task.id ? sent.lastResult : null} />
            ),
          },
        ]
      : []),
  ];
}

function Where({ task, places }: { task: TaskRow; places: TaskPlace[] }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      {task.clientId && task.clientName && (
        <TextLink to={`/staff/clients/${task.clientId}`}>{task.clientName}</TextLink>
      )}
      {places.map(({ to, label }) => (
        <TextLink key={to} to={to}>
          {label}
        </TextLink>
      ))}
    </span>
  );
}

function ResolveForm({ task, reply }: { task: TaskRow; reply: SubmissionResult | null }) {
  const errors = reply?.error?.["reason"] ?? undefined;
  const typed = reply?.initialValue?.["reason"];
  const id = `reason-${task.id}`;
  return (
    <Form method="post" noValidate aria-label={taskWord(task)}>
      <input type="hidden" name="task" value={task.id} />
      <span className="flex flex-wrap items-center gap-2">
        <input
          {...controlProps({ id, name: "reason", required: true, errors })}
          aria-label={m.refund_task_word()}
          defaultValue={typeof typed === "string" ? typed : undefined}
          placeholder={m.refund_task_word()}
          autoComplete="off"
          className="control w-56 max-w-full flex-1"
        />
        <SubmitButton tone="secondary" size="row">
          {m.refund_task_resolve()}
        </SubmitButton>
      </span>
      <FieldErrors id={id} errors={errors} />
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
