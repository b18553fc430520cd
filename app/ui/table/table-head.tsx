import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";

import { sortAddress, type ListState } from "./list-state.ts";

interface ColumnHeadProps {
  column: { key: string; header: ReactNode; hideHeader?: boolean | undefined };
  list: ListState | undefined;
  className: string;
}

/** A column's head; of a list, the link that sorts by it. */
export function ColumnHead({ column, list, className }: ColumnHeadProps) {
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
