import { Link } from "@remix-run/react";

import type { ShownTodo, TodoKind, TodoPage } from "#app/office/todo.server.ts";
import { formatAge } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

const kinds: Record<TodoKind, { one: () => string; many: () => string; tone: Tone; all?: string }> = {
  question: {
    one: m.office_todo_question,
    many: m.office_todo_questions,
    tone: "low",
    all: "/staff/queries?show=closed",
  },
  approval: { one: m.office_todo_approval, many: m.office_todo_approvals, tone: "info" },
  "sent-back": { one: m.office_todo_sent_back, many: m.office_todo_sent_backs, tone: "low" },
  locked: { one: m.office_todo_locked, many: m.office_todo_lockeds, tone: "negative" },
  unassigned: { one: m.office_todo_unassigned, many: m.office_todo_unassigneds, tone: "neutral" },
  answered: { one: m.office_todo_answered, many: m.office_todo_answereds, tone: "info" },
  countersign: { one: m.agreements_todo_sign, many: m.agreements_todo_signs, tone: "info" },
  unsigned: { one: m.agreements_todo_unsigned, many: m.agreements_todo_unsigneds, tone: "low" },
  "agreement-ended": { one: m.agreements_todo_ended, many: m.agreements_todo_endeds, tone: "neutral" },
  "lapsed-version": { one: m.contracts_todo_lapsed, many: m.contracts_todo_lapseds, tone: "low" },
  renewal: {
    one: m.contracts_todo_renewal,
    many: m.contracts_todo_renewals,
    tone: "low",
  },
  "unsigned-block": { one: m.agreements_todo_block, many: m.agreements_todo_blocks, tone: "low" },
  task: { one: m.office_todo_task, many: m.office_todo_tasks, tone: "low", all: "/staff/tasks" },
  proposal: { one: m.conversion_todo, many: m.conversion_todos, tone: "info" },
  "proposal-approval": {
    one: m.conversion_todo_approval,
    many: m.conversion_todo_approvals,
    tone: "info",
  },
  "change-approval": { one: m.change_todo, many: m.change_todos, tone: "info" },
  "automation-failed": { one: m.automation_todo, many: m.automation_todos, tone: "negative" },
  "effect-refused": { one: m.change_todo_effect, many: m.change_todo_effects, tone: "negative" },
  "webhook-paused": { one: m.webhooks_todo, many: m.webhooks_todos, tone: "negative" },
  connection: { one: m.conn_todo, many: m.conn_todos, tone: "negative" },
  setup: { one: m.setup_todo, many: m.setup_todos, tone: "neutral" },
  "leaver-holds": { one: m.people_todo_leaver, many: m.people_todo_leavers, tone: "low" },
  "microsoft-broken": { one: m.people_todo_microsoft, many: m.people_todo_microsoft, tone: "negative" },
  "microsoft-secret-ends": { one: m.people_todo_secret, many: m.people_todo_secret, tone: "low" },
  "failed-job": { one: m.office_todo_failed_job, many: m.office_todo_failed_jobs, tone: "negative" },
};
const order: TodoKind[] = [
  "question",
  "approval",
  "change-approval",
  "effect-refused",
  "sent-back",
  "answered",
  "unassigned",
  "proposal",
  "proposal-approval",
  "countersign",
  "unsigned-block",
  "unsigned",
  "lapsed-version",
  "renewal",
  "agreement-ended",
  "leaver-holds",
  "task",
  "locked",
  "automation-failed",
  "webhook-paused",
  "connection",
  "setup",
  "microsoft-broken",
  "microsoft-secret-ends",
  "failed-job",
];

/** Everything that waits for a colleague, the oldest first, by kind. */
export function Todo({ page }: { page: TodoPage & { kind: TodoKind | null } }) {
  const { counts, kind } = page;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const seen = order.filter((one) => counts[one] > 0 || one === kind);
  const archive = kind && kinds[kind].all;
  return (
    <>
      <PageHeader title={m.office_nav_todo()} subtitle={m.office_todo_subtitle()} />
      <Stack>
        {seen.length > 0 && (
          <FilterChips
            chips={[
              { to: "/staff/todo", label: m.office_todo_all(), count: all, active: kind === null },
              ...seen.map((one) => ({
                to: `/staff/todo?kind=${one}`,
                label: kinds[one].many(),
                count: counts[one],
                active: one === kind,
              })),
            ]}
          />
        )}
        <Card padding="none">
          <TodoTable items={page.items} />
        </Card>
        {page.shown < page.total && (
          <p className="text-sm text-muted">{m.office_todo_more({ shown: page.shown, total: page.total })}</p>
        )}
        {archive && (
          <p>
            <TextLink to={archive}>{m.office_todo_done()}</TextLink>
          </p>
        )}
      </Stack>
    </>
  );
}

function TodoTable({ items }: { items: ShownTodo[] }) {
  return (
    <DataTable
      caption={m.office_nav_todo()}
      dense
      phone="lines"
      rows={items}
      rowKey={(item) => `${item.kind} ${item.id}`}
      empty={
        <EmptyState icon="check" title={m.office_todo_none()}>
          {m.office_todo_none_text()}
        </EmptyState>
      }
      columns={[
        {
          key: "what",
          header: m.office_todo_what(),
          primary: true,
          cell: (item) => (
            <>
              <TwoLines
                first={
                  <Link
                    to={item.to}
                    className="inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline pointer-coarse:min-h-11"
                  >
                    {item.title}
                  </Link>
                }
                second={[item.clientName, item.who, item.why].filter(Boolean).join(" · ")}
              />
              {item.kind === "setup" && <NotNeeded item={item} />}
            </>
          ),
        },
        {
          key: "kind",
          place: "figure",
          header: m.office_todo_kind(),
          noWrap: true,
          cell: (item) => (
            <Badge size="small" tone={kinds[item.kind].tone}>
              {kinds[item.kind].one()}
            </Badge>
          ),
        },
        {
          key: "age",
          place: "under",
          header: m.office_todo_age(),
          align: "right",
          noWrap: true,
          cell: (item) => formatAge(item.ageMinutes),
        },
      ]}
    />
  );
}

/** Sets a reminder of the first run aside. */
function NotNeeded({ item }: { item: ShownTodo }) {
  return (
    <Form method="post">
      <SubmitButton name="notNeeded" value={item.id} size="row" tone="quiet">
        {m.setup_todo_not_needed()}
        <span className="sr-only">: {item.title}</span>
      </SubmitButton>
    </Form>
  );
}
