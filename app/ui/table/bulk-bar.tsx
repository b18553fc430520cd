import { clsx } from "clsx";
import { useEffect, useState, type ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Form } from "#app/ui/form.tsx";

interface BulkBarProps {
  /** The id that the rows' tick boxes name. */
  id: string;
  action: string;
  method?: "get" | "post" | undefined;
  /** Sent within the page where scripts run; otherwise the browser loads the answer. */
  inPage?: boolean | undefined;
  label?: string | undefined;
  className?: string | undefined;
  /** What else the form sends. */
  keep?: Record<string, string> | undefined;
  /** The buttons that act on the rows ticked, or on all where none is. */
  children: ReactNode;
}

/** What is done with the rows ticked: a plain form. With scripts it counts them, and ticks all at once. */
export function BulkBar({
  id,
  action,
  method = "get",
  inPage = false,
  label,
  className,
  keep = {},
  children,
}: BulkBarProps) {
  const { ticked, all, tickAll } = useTicks(id);
  const Bar = inPage ? Form : "form";
  return (
    <Bar
      id={id}
      action={action}
      method={method}
      aria-label={label}
      data-ticked={all > 0 ? ticked : undefined}
      className={clsx("bulk-bar", className)}
    >
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {all > 0 && (
        <label className="bulk-all">
          <input
            type="checkbox"
            aria-label={m.ui_select_all()}
            checked={ticked === all}
            onChange={(event) => tickAll(event.currentTarget.checked)}
          />
          <span role="status">
            {ticked === 0 ? m.ui_select_all() : m.ui_selected({ count: String(ticked) })}
          </span>
        </label>
      )}
      {children}
    </Bar>
  );
}

const boxesOf = (id: string): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name=id][form="${id}"]`),
];

/** How many rows are ticked, of how many; 0 of 0 until scripts run. */
function useTicks(id: string) {
  const [count, setCount] = useState({ ticked: 0, all: 0 });
  useEffect(() => {
    const recount = (): void => {
      const boxes = boxesOf(id);
      setCount({ ticked: boxes.filter((box) => box.checked).length, all: boxes.length });
    };
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, [id]);
  const tickAll = (checked: boolean): void => {
    const boxes = boxesOf(id);
    for (const box of boxes) box.checked = checked;
    setCount({ ticked: checked ? boxes.length : 0, all: boxes.length });
  };
  return { ...count, tickAll };
}
