import { clsx } from "clsx";
import type { ReactNode } from "react";

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
  /** On a phone of two lines a record: at the right of the first line, or under that. */
  place?: "figure" | "under" | undefined;
}

interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** One cell a column, in the columns' order, as for totals. */
  footer?: ReactNode[] | undefined;
  dense?: boolean | undefined;
  /** "lines": on a phone two lines a record, its figure at the right, instead of a labelled card. */
  phone?: "cards" | "lines" | undefined;
  /** Instead of the table when there are no rows. */
  empty?: ReactNode;
}

/** Rows and columns on a desk, labelled cards on a phone; the roles keep it a table for a screen reader in both. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  footer,
  dense = false,
  phone = "cards",
  empty,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const classes = columns.map((column) =>
    clsx(
      cellClass(column),
      column.noWrap && "whitespace-nowrap",
      column.primary && "font-semibold",
      column.place && `data-table-${column.place}`,
    ),
  );
  return (
    <div className="overflow-x-auto">
      <table
        role="table"
        className={clsx(
          "data-table w-full border-collapse text-left text-[0.9375rem]",
          dense && "data-table-dense",
          phone === "lines" && "data-table-lines",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={clsx("text-xs font-semibold text-muted", cellClass(column))}
              >
                {column.hideHeader ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
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
                  {footer[index]}
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
      <th role="rowheader" scope="row" className={className || undefined}>
        <div className="min-w-0">{children}</div>
      </th>
    );
  const label = typeof column.header === "string" && !column.hideHeader ? column.header : undefined;
  return (
    <td role="cell" data-label={label} className={className || undefined}>
      {children === null || children === undefined || children === "" ? null : (
        <div className="min-w-0">{children}</div>
      )}
    </td>
  );
}

function cellClass<Row>({ align, wideOnly }: Column<Row>): string {
  return clsx(align === "right" && "wide:text-right", wideOnly && "max-wide:hidden!");
}

/** Two lines in a cell: what it is, and what belongs to it in small. */
export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <>
      <span className="block">{first}</span>
      <span className="block text-xs font-normal text-muted">{second}</span>
    </>
  );
}
