import { clsx } from "clsx";
import type { ReactNode } from "react";

import { showsColumn, type ListState } from "#app/ui/table/list-state.ts";
import { RowTick, type RowSelection } from "#app/ui/table/row-tick.tsx";
import { ColumnHead } from "#app/ui/table/table-head.tsx";

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers and money at the right. */
  align?: "left" | "right" | undefined;
  /** The row's name: heads the row and, on a phone, its card. */
  primary?: boolean | undefined;
  /** Keeps the header for screen readers only, as above buttons. */
  hideHeader?: boolean | undefined;
  /** Left out on a phone. */
  wideOnly?: boolean | undefined;
  noWrap?: boolean | undefined;
  /** On a phone of two lines a record: at the right of the first line, under that, or the second line under the name. */
  place?: "figure" | "under" | "second" | undefined;
}

interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** One cell a column, in the columns' order, as for totals. */
  footer?: ReactNode[] | undefined;
  /** Rows of 36 to 44 px, as staff's lists have them. */
  dense?: boolean | undefined;
  /**
   * On a phone a record is a labelled card; with "lines" two lines, its figure at the right; with "flow" its name and
   * figure, and under them the other cells one after another with their labels.
   */
  phone?: "cards" | "lines" | "flow" | undefined;
  /** Instead of the table when there are no rows. */
  empty?: ReactNode;
  /** What the address asks of it: heads sort, some columns are left out, j and k walk through its rows. */
  list?: ListState | undefined;
  /** The head stays in sight while a long list moves under it; a `list` has that by itself. */
  stickyHead?: boolean | undefined;
  /** A tick box before each row, for the form that acts on those ticked. */
  select?: RowSelection<Row> | undefined;
}

/** Rows and columns on a desk, labelled cards on a phone; the roles keep it a table for a screen reader in both. */
export function DataTable<Row>({
  caption,
  columns: all,
  rows,
  rowKey,
  footer,
  dense = false,
  phone = "cards",
  empty,
  list,
  stickyHead = list !== undefined,
  select,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const columns = all.filter((column) => showsColumn(list?.columns, column));
  const classes = columns.map(
    (column) =>
      clsx(
        cellClass(column),
        column.noWrap && "whitespace-nowrap",
        column.primary && "font-semibold",
        column.place && `data-table-${column.place}`,
      ) || undefined,
  );
  return (
    <div className={stickyHead ? "data-table-scroll data-table-list" : "data-table-scroll"}>
      <table
        role="table"
        data-row-keys={list ? "" : undefined}
        className={clsx(
          "data-table",
          dense && "data-table-dense",
          phone !== "cards" && `data-table-${phone}`,
          select && "data-table-ticks",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {select && (
              <th role="columnheader" scope="col">
                <span className="sr-only">{select.header}</span>
              </th>
            )}
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} list={list} className={cellClass(column)} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {select && <RowTick select={select} row={row} value={rowKey(row)} />}
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} className={classes[index]}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {footer && (
          <tfoot role="rowgroup">
            <tr role="row" className="font-semibold">
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} className={classes[index]}>
                  {footer[all.indexOf(column)]}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cell<Row>({
  column,
  className,
  children,
}: {
  column: Column<Row>;
  className: string | undefined;
  children: ReactNode;
}) {
  if (column.primary)
    return (
      <th role="rowheader" scope="row" className={className}>
        <div className="min-w-0">{children}</div>
      </th>
    );
  const label = typeof column.header === "string" && !column.hideHeader ? column.header : undefined;
  return (
    <td role="cell" data-label={label} className={className}>
      {children === null || children === undefined || children === "" ? null : (
        <div className="min-w-0">{children}</div>
      )}
    </td>
  );
}

function cellClass<Row>({ align, wideOnly }: Column<Row>): string {
  return clsx(align === "right" && "cell-right", wideOnly && "wide-only");
}

/** Two lines in a cell: what it is, and what belongs to it in small. In staff's dense rows they stand beside each other. */
export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <span className="two-lines">
      <span>{first}</span>
      <span>{second}</span>
    </span>
  );
}
