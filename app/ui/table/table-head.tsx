import { Link } from "@remix-run/react";
import { clsx } from "clsx";

import { Icon } from "#app/ui/icons.tsx";
import type { Column } from "#app/ui/data-table.tsx";

import { sortAddress, type ListState } from "./list-state.ts";

/** A column's head; of a list, the link that sorts by it. */
export function ColumnHead<Row>({
  column,
  list,
  className,
}: {
  column: Column<Row>;
  list: ListState | undefined;
  className: string;
}) {
  const sorted = list?.sort?.by === column.key ? list.sort : null;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (sorted.down ? "descending" : "ascending") : undefined}
      className={clsx("text-xs font-semibold text-muted", className)}
    >
      {column.hideHeader ? (
        <span className="sr-only">{column.header}</span>
      ) : list?.sorts.includes(column.key) ? (
        <Link to={sortAddress(list, column.key)} preventScrollReset className="sort-link">
          {column.header}
          <Icon
            name={sorted?.down === false ? "up" : "down"}
            size={14}
            className={sorted ? undefined : "sort-idle"}
          />
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}
