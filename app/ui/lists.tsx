import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Icon, type IconName } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";

export interface Definition {
  term: ReactNode;
  value: ReactNode;
  /** A line above and larger type, as for a total. */
  total?: boolean | undefined;
}

/** Names and values: "sum" sets the values right as on a bill, "facts" beside their names. */
export function DefinitionList({
  items,
  layout = "facts",
}: {
  items: Definition[];
  layout?: "facts" | "sum" | undefined;
}) {
  return (
    <dl
      className={clsx(
        layout === "facts"
          ? "grid gap-x-6 gap-y-2.5 roomy:grid-cols-[minmax(8rem,auto)_1fr]"
          : "grid gap-y-2",
      )}
    >
      {items.map((item, index) => (
        <div
          key={index}
          className={clsx(
            layout === "facts" ? "roomy:contents" : "flex items-baseline justify-between gap-4",
            item.total && "mt-1 border-t border-line pt-3 font-display text-xl font-semibold",
          )}
        >
          <dt
            className={
              layout === "facts" ? "text-sm text-muted roomy:pt-px" : "min-w-0 wrap-anywhere hyphens-auto"
            }
          >
            {item.term}
          </dt>
          <dd className={layout === "facts" ? "min-w-0" : "flex-none text-right"}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface EntryRow {
  key: string;
  title: ReactNode;
  detail?: ReactNode;
  aside?: ReactNode;
}

/** Rows with a name, a line under it and a figure at the right, divided by lines. With `keys` j and k walk through the links of its rows, on staff's pages. */
export function EntryList({ rows, keys = false }: { rows: EntryRow[]; keys?: boolean | undefined }) {
  return (
    <ul className="entry-list" data-row-keys={keys ? "" : undefined}>
      {rows.map((row) => (
        <li key={row.key}>
          <span>
            <b>{row.title}</b>
            {row.detail && <small>{row.detail}</small>}
          </span>
          {row.aside && <strong>{row.aside}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** Ways to elsewhere, one a row, as on the page behind "more". */
export function LinkList({
  links,
}: {
  links: {
    to: string;
    label: ReactNode;
    detail?: ReactNode;
    icon?: IconName | undefined;
    aside?: ReactNode;
  }[];
}) {
  return (
    <ul className="divide-y divide-line">
      {links.map((link, index) => (
        <li key={`${link.to} ${index}`}>
          <Link
            to={link.to}
            className="flex min-h-14 items-center gap-3.5 px-5 py-2 text-ink no-underline -outline-offset-3 hover:bg-sunk"
          >
            {link.icon && <Icon name={link.icon} className="flex-none text-primary" />}
            <span className="min-w-0 flex-1 wrap-anywhere">
              <span className="block font-medium">{link.label}</span>
              {link.detail && <span className="block text-sm text-muted">{link.detail}</span>}
            </span>
            {link.aside}
            <Icon name="forward" size={18} className="flex-none text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** An empty place: what will be here and how it comes. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName | undefined;
}) {
  return (
    <div className="flex flex-col items-start gap-3 px-5 py-8 wide:items-center wide:py-12 wide:text-center">
      {icon && (
        <span className="grid size-12 place-items-center rounded-full bg-tint text-primary">
          <Icon name={icon} />
        </span>
      )}
      <div className="max-w-md">
        <p className="text-lg font-semibold">{title}</p>
        {children && <div className="mt-1 text-muted">{children}</div>}
      </div>
      {action}
    </div>
  );
}
