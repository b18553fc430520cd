import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";

interface PageHeaderProps {
  title: ReactNode;
  /** One line under the title. */
  subtitle?: ReactNode;
  back?: { to: string; label: string } | undefined;
  /** Buttons at the right. */
  actions?: ReactNode;
}

/** The page's one h1, with the way back above it and its actions beside it. */
export function PageHeader({ title, subtitle, back, actions }: PageHeaderProps) {
  return (
    <header className="page-head">
      <div className="min-w-0">
        {back && (
          <Link
            to={back.to}
            discover="none"
            className="link mb-1 -ml-1 inline-flex min-h-8 items-center gap-1 text-sm pointer-coarse:min-h-11 print:hidden"
          >
            <Icon name="back" size={18} />
            <span className="min-w-0 wrap-anywhere">{back.label}</span>
          </Link>
        )}
        <h1>{title}</h1>
        {subtitle && <p className="mt-1 text-muted">{subtitle}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2.5 print:hidden">{actions}</div>}
    </header>
  );
}

/** The page's blocks under each other with even space between them. */
export function Stack({
  gap = "normal",
  children,
  className,
}: {
  gap?: "tight" | "normal" | "loose" | undefined;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div
      className={clsx(
        "flex min-w-0 flex-col",
        { "gap-2.5": gap === "tight", "gap-3.5 wide:gap-4.5": gap === "normal", "gap-7": gap === "loose" },
        className,
      )}
    >
      {children}
    </div>
  );
}
