import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Link } from "#app/ui/link.tsx";

interface CardProps {
  /** A heading inside; it also names the section. */
  title?: ReactNode;
  titleId?: string | undefined;
  /** Beside the title: a badge, a small link. */
  aside?: ReactNode;
  /** "none" where a table or list touches the edges. */
  padding?: "normal" | "large" | "none" | undefined;
  className?: string | undefined;
  children?: ReactNode;
}

/** A sheet on the paper: one subject, one line around it. */
export function Card({ title, titleId, aside, padding = "normal", className, children }: CardProps) {
  const Sheet = titleId ? "section" : "div";
  return (
    <Sheet
      aria-labelledby={titleId}
      className={clsx(
        "card",
        padding === "large" && "wide:p-7",
        padding === "none" && "overflow-hidden p-0!",
        className,
      )}
    >
      {title && (
        <div className={clsx("card-head", padding === "none" && "px-5 pt-4.5")}>
          <Heading id={titleId}>{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </Sheet>
  );
}

/** A heading below the page's own: level 2 unless told. */
export function Heading({
  level = 2,
  size = "small",
  id,
  children,
}: {
  level?: 2 | 3 | undefined;
  size?: "small" | "large" | undefined;
  id?: string | undefined;
  children: ReactNode;
}) {
  const H = level === 2 ? "h2" : "h3";
  return (
    <H
      id={id}
      className={size === "small" ? "text-base font-semibold" : "text-xl font-semibold tracking-[-0.01em]"}
    >
      {children}
    </H>
  );
}

/** A link inside running text or at a card's foot. */
export function TextLink({
  to,
  children,
  className,
  ...rest
}: {
  to: string;
  children: ReactNode;
  className?: string | undefined;
  prefetch?: "intent" | undefined;
  reloadDocument?: boolean | undefined;
}) {
  return (
    <Link to={to} discover="none" {...rest} className={clsx("link", className)}>
      {children}
    </Link>
  );
}

/** Cards side by side: one column on a phone, `columns` on a desk, in equal widths or with a wider first. */
export function CardGrid({
  columns = 2,
  children,
}: {
  columns?: 2 | 3 | "wide-first" | undefined;
  children: ReactNode;
}) {
  return (
    <div
      className={clsx("grid grid-cols-1 gap-3.5 wide:gap-4.5", {
        "desk:grid-cols-2": columns === 2,
        "roomy:grid-cols-2 desk:grid-cols-3": columns === 3,
        "desk:grid-cols-[5fr_4fr]": columns === "wide-first",
      })}
    >
      {children}
    </div>
  );
}
