import { useLocation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import type { Column } from "#app/ui/data-table.tsx";
import { Form } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";

import { keptOf, showsColumn, sortAddress, type ListState } from "./list-state.ts";

/** A way to look at a list that its reader has kept. */
export interface SavedView {
  id: string;
  name: string;
  query: string;
  /** The list opens with it. */
  isFirst: boolean;
}

interface ListToolsProps<Row> {
  list: ListState;
  /** Left out by a list that keeps views of its own. */
  views?: SavedView[] | undefined;
  columns: Column<Row>[];
}

/** Above a list: its order, its columns, and the views that its reader keeps. Links and forms: it needs no scripts. */
export function ListTools<Row>({ list, views, columns }: ListToolsProps<Row>) {
  return (
    <div className="list-tools">
      {list.sorts.length > 0 && (
        <ListMenu label={m.ui_list_sort()}>
          <SortLinks list={list} columns={columns} />
        </ListMenu>
      )}
      <ListMenu label={m.ui_list_columns()}>
        <ColumnForm list={list} columns={columns} />
      </ListMenu>
      {views && (
        <ListMenu label={m.ui_list_views()}>
          <Views list={list} views={views} />
        </ListMenu>
      )}
    </div>
  );
}

/** The order alone, for a list whose columns and views nobody chooses. */
export function SortMenu({
  list,
  columns,
}: {
  list: ListState;
  columns: { key: string; header: ReactNode }[];
}) {
  return (
    <div className="list-tools">
      <ListMenu label={m.ui_list_sort()}>
        <SortLinks list={list} columns={columns} />
      </ListMenu>
    </div>
  );
}

/** A button that opens a small panel; what is chosen in it closes it again. */
function ListMenu({ label, children }: { label: string; children: ReactNode }) {
  const own = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  useEffect(() => own.current?.removeAttribute("open"), [key]);
  return (
    <details ref={own} name="list-menu" className="list-menu">
      <summary>
        {label}
        <Icon name="down" size={16} />
      </summary>
      <div className="list-panel">{children}</div>
    </details>
  );
}

function SortLinks({ list, columns }: { list: ListState; columns: { key: string; header: ReactNode }[] }) {
  return (
    <ul>
      {columns
        .filter((column) => list.sorts.includes(column.key))
        .map((column) => {
          const sort = list.sort?.by === column.key ? list.sort : null;
          return (
            <li key={column.key}>
              <Link
                to={sortAddress(list, column.key)}
                preventScrollReset
                aria-current={sort ? "true" : undefined}
              >
                {column.header}
                {sort && <span>{sort.down ? m.ui_sort_down() : m.ui_sort_up()}</span>}
              </Link>
            </li>
          );
        })}
    </ul>
  );
}

function ColumnForm<Row>({ list, columns }: Omit<ListToolsProps<Row>, "views">) {
  const choosable = columns.filter((column) => !column.primary && !column.hideHeader);
  return (
    <Form method="get" action={list.path} preventScrollReset key={list.query}>
      {Object.entries({ ...keptOf(list, "cols"), cols: "" }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {choosable.map((column) => (
        <label key={column.key} className="list-tick">
          <input
            type="checkbox"
            name="cols"
            value={column.key}
            defaultChecked={showsColumn(list.columns, column)}
          />
          {column.header}
        </label>
      ))}
      <SubmitButton tone="secondary" size="small">
        {m.ui_list_apply()}
      </SubmitButton>
    </Form>
  );
}

function Views({ list, views }: { list: ListState; views: SavedView[] }) {
  const kept = (
    <>
      <input type="hidden" name="list" value={list.list} />
      <input type="hidden" name="query" value={list.query} />
    </>
  );
  return (
    <>
      {views.length > 0 && (
        <ul className="list-views">
          {views.map((view) => (
            <li key={view.id}>
              <Link
                to={`${list.path}?${view.query || "page=1"}`}
                aria-current={view.query === list.query ? "true" : undefined}
              >
                {view.name}
                {view.isFirst && <span>{m.ui_view_is_first()}</span>}
              </Link>
              <Form method="post" action="/staff/views">
                {kept}
                <input type="hidden" name="id" value={view.id} />
                <button type="submit" name="intent" value="remove" className="list-remove">
                  <Icon name="close" size={16} />
                  <span className="sr-only">{m.ui_view_remove({ name: view.name })}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" action="/staff/views" key={views.length}>
        {kept}
        <label className="list-name">
          {m.ui_view_name()}
          <input name="name" required maxLength={60} autoComplete="off" className="control" />
        </label>
        <label className="list-tick">
          <input type="checkbox" name="first" value="on" />
          {m.ui_view_first()}
        </label>
        <SubmitButton tone="secondary" size="small" name="intent" value="save">
          {m.ui_view_save()}
        </SubmitButton>
      </Form>
    </>
  );
}
