import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { buttonClass } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** Earlier and later pages of a list; nothing when there is one. */
export function Pagination({
  page,
  pages,
  toPage,
}: {
  page: number;
  pages: number;
  toPage: (page: number) => string;
}) {
  if (pages <= 1) return null;
  const step = buttonClass({ size: "small" });
  return (
    <nav aria-label={m.ui_pagination()} className="flex items-center justify-between gap-3 px-5 py-3">
      <span className="flex-1">
        {page > 1 && (
          <Link rel="prev" to={toPage(page - 1)} className={step}>
            {m.ui_previous_page()}
          </Link>
        )}
      </span>
      <span className="text-sm text-muted">{m.ui_page_of({ page, pages })}</span>
      <span className="flex flex-1 justify-end">
        {page < pages && (
          <Link rel="next" to={toPage(page + 1)} className={step}>
            {m.ui_next_page()}
          </Link>
        )}
      </span>
    </nav>
  );
}

/** Where one is in a few steps; `current` counts from 1. Steps that are done may lead back. */
export function Stepper({
  steps,
  current,
}: {
  steps: { label: string; to?: string | undefined }[];
  current: number;
}) {
  return (
    <ol aria-label={m.ui_steps()} className="mb-5 flex flex-wrap gap-x-4 gap-y-2">
      {steps.map((step, index) => {
        const number = index + 1;
        const done = number < current;
        const now = number === current;
        return (
          <li
            key={step.label}
            aria-current={now ? "step" : undefined}
            className="flex items-center gap-2 text-[0.9375rem]"
          >
            <span
              aria-hidden="true"
              className={clsx(
                "grid size-6 place-items-center rounded-full text-xs font-bold",
                now
                  ? "bg-primary text-on-primary"
                  : done
                    ? "bg-tint text-primary"
                    : "bg-sunk text-muted ring-1 ring-line",
              )}
            >
              {done ? <Icon name="check" size={14} /> : number}
            </span>
            <span className={clsx(now ? "font-semibold" : "text-muted")}>
              {done && step.to ? (
                <Link to={step.to} className="link">
                  {step.label}
                </Link>
              ) : (
                step.label
              )}
              {(done || now) && (
                <VisuallyHidden> ({(done ? m.ui_step_done : m.ui_step_current)()})</VisuallyHidden>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="key">{children}</kbd>;
}
