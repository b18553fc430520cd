import { Link } from "@remix-run/react";

import type { TodoKind } from "#app/office/todo-kinds.server.ts";
import type { ShownTodo, TodoPage } from "#app/office/todo.server.ts";
import { formatAge } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Button, SubmitButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { BulkBar } from "#app/ui/table/bulk-bar.tsx";
import { listAddress, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

import { kindOrder, kinds } from "./todo-kinds.ts";

interface TodoProps {
  page: TodoPage & { kind: TodoKind | null };
  list: ListState;
  views: SavedView[];
  /** Why nothing was done with the lines ticked. */
  errors?: string[] | undefined;
}

/** The id of the form that acts on the lines ticked. */
const bulkForm = "todo-bulk";

/** Everything that waits for a colleague, the oldest first or as asked, by kind. */
export function Todo({ page, list, views, errors }: TodoProps) {
  const { counts, kind } = page;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const columns = columnsOf();
  const seen = kindOrder.filter((one) => counts[one] > 0 || one === kind);
  const archive = kind && kinds[kind].all;
  return (
    <>
      <PageHeader title={m.office_nav_todo()} subtitle={m.office_todo_subtitle()} />
      <Stack>
        <FormError errors={errors} />
        {seen.length > 0 && (
          <FilterChips
            chips={[
              {
                to: listAddress(list, { kind: null }),
                label: m.office_todo_all(),
                count: all,
                active: kind === null,
              },
              ...seen.map((one) => ({
                to: listAddress(list, { kind: one }),
                label: kinds[one].many(),
                count: counts[one],
                active: one === kind,
              })),
            ]}
          />
        )}
        <ListTools list={list} views={views} columns={columns} />
        <Card padding="none">
          <Bulk items={page.items} list={list} />
          <TodoTable items={page.items} list={list} columns={columns} />
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

/** What can be done with several at once: take requests, set reminders aside. */
function Bulk({ items, list }: { items: ShownTodo[]; list: ListState }) {
  const has = (kind: TodoKind): boolean => items.some((item) => item.kind === kind);
  if (!has("unassigned") && !has("setup")) return null;
  return (
    <BulkBar id={bulkForm} action={listAddress(list)} method="post">
      {has("unassigned") && (
        <Button type="submit" size="row" name="intent" value="take">
          {m.queue_take()}
        </Button>
      )}
      {has("setup") && (
        <Button type="submit" size="row" name="intent" value="set-aside">
          {m.setup_todo_not_needed()}
        </Button>
      )}
    </BulkBar>
  );
}

function TodoTable({
  items,
  list,
  columns,
}: {
  items: ShownTodo[];
  list: ListState;
  columns: Column<ShownTodo>[];
}) {
  const without = ({ kind }: ShownTodo): boolean => kind !== "unassigned" && kind !== "setup";
  return (
    <DataTable
      caption={m.office_nav_todo()}
      dense
      phone="lines"
      list={list}
      rows={items}
      rowKey={(item) => `${item.kind} ${item.id}`}
      select={
        items.every(without)
          ? undefined
          : {
              form: bulkForm,
              header: m.ui_select(),
              label: ({ title }) => m.ui_select_row({ name: title }),
              without,
            }
      }
      columns={columns}
      empty={
        <EmptyState icon="check" title={m.office_todo_none()}>
          {m.office_todo_none_text()}
        </EmptyState>
      }
    />
  );
}

function columnsOf(): Column<ShownTodo>[] {
  return [
    {
      key: "what",
      header: m.office_todo_what(),
      primary: true,
      cell: (item) => (
        <>
          <TwoLines
            first={
              <Link to={item.to} className="row-link wrap-anywhere">
                {item.title}
              </Link>
            }
            second={<Facts item={item} />}
          />
          {item.kind === "setup" && <NotNeeded item={item} />}
        </>
      ),
    },
    { key: "client", header: m.desk_client(), wideOnly: true, cell: ({ clientName }) => clientName },
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
  ];
}

/** Who is concerned and why it is there; on a phone the client too, which has a column elsewhere. */
function Facts({ item: { clientName, who, why } }: { item: ShownTodo }) {
  const facts = [who, why].filter(Boolean).join(" · ");
  return (
    <>
      <span className="wide:hidden">{[clientName, facts].filter(Boolean).join(" · ")}</span>
      <span className="max-wide:hidden">{facts}</span>
    </>
  );
}

/** Sets a reminder of the first run aside. */
function NotNeeded({ item }: { item: ShownTodo }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={`setup ${item.id}`} />
      <SubmitButton name="intent" value="set-aside" size="row" tone="quiet">
        {m.setup_todo_not_needed()}
        <span className="sr-only">: {item.title}</span>
      </SubmitButton>
    </Form>
  );
}
