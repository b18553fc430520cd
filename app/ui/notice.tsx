import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { useRefusalFocus } from "#app/ui/fields/refusal-focus.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Icon, type IconName } from "#app/ui/icons.tsx";

export type NoticeTone = "info" | "good" | "low" | "error";

const looks: Record<NoticeTone, { box: string; mark: string; icon: IconName }> = {
  info: { box: "border-info/40 bg-info-tint", mark: "text-info", icon: "info" },
  good: { box: "border-primary/40 bg-tint", mark: "text-primary", icon: "check" },
  low: { box: "border-low/40 bg-low-tint", mark: "text-low", icon: "warn" },
  error: { box: "border-negative/50 bg-negative-tint", mark: "text-negative", icon: "stop" },
};

interface NoticeProps {
  tone?: NoticeTone | undefined;
  title?: ReactNode;
  /** A button or link at the end: the way on. */
  action?: ReactNode;
  /** Standing text that was there all along is not announced. */
  quiet?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode;
}

/** What happened, what it means, what to do next; errors interrupt a screen reader, the others wait their turn. */
export function Notice({ tone = "info", title, action, quiet = false, className, children }: NoticeProps) {
  const look = looks[tone];
  return (
    <div
      role={quiet ? undefined : tone === "error" ? "alert" : "status"}
      className={clsx("flex gap-3 rounded-lg border px-4 py-3", look.box, className)}
    >
      <Icon name={look.icon} size={22} className={clsx("mt-px flex-none", look.mark)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className={clsx(title && "mt-0.5 text-sm")}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}

/** What is wrong with a form or a page as a whole; it takes the focus when it appears. `id` is conform's `form.errorId`; give `errors` as the answer had them, not made anew. */
export function FormError({
  id,
  errors,
  dismiss,
  className,
}: {
  id?: string | undefined;
  errors?: string[] | undefined;
  /** Offers to put it away; for one that stays while the page's data change. */
  dismiss?: (() => void) | undefined;
  className?: string | undefined;
}) {
  const box = useRefusalFocus<HTMLDivElement>(errors?.length ? errors : null);
  const isHydrated = useHydrated();
  if (!errors?.length) return null;
  return (
    <div ref={box} id={id} tabIndex={-1} className={clsx("rounded-lg", className)}>
      <Notice tone="error" action={dismiss && isHydrated && <CloseButton onClick={dismiss} />}>
        {errors.map((error) => (
          <p key={error}>{error}</p>
        ))}
      </Notice>
    </div>
  );
}

/** Puts a notice away. */
export function CloseButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={m.ui_toast_close()}
      onClick={onClick}
      className="-my-2 -mr-3 grid size-11 flex-none place-items-center rounded-lg"
    >
      <Icon name="close" size={18} />
    </button>
  );
}

/** A strip across the top of every page, as for the demo. */
export function Banner({
  tone = "info",
  children,
}: {
  tone?: "info" | "low" | undefined;
  children: ReactNode;
}) {
  return (
    <aside
      className={clsx(
        "px-4 py-2 text-sm wide:px-9 print:hidden",
        tone === "low" ? "bg-low-tint text-low" : "bg-info-tint text-info",
      )}
    >
      {children}
    </aside>
  );
}
