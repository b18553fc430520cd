import { useSubmit } from "@remix-run/react";
import { useEffect } from "react";

import type { BulkAct } from "#app/desk/rules/queue-filter.ts";

const acts: Record<string, BulkAct> = { "1": "take", h: "snooze" };

/**
 * The keys of the queue: j and k to the next and previous row, x chooses it, 1 takes it, h lets it rest until tomorrow; Enter on a row is its link.
 * Single keys only, silent while somebody types and for those who switched keys off.
 */
export function useQueueKeys(on: boolean, here: string): void {
  const submit = useSubmit();
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent): void => {
      const isFree =
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey &&
        !event.defaultPrevented &&
        !isTyping(event.target);
      if (!isFree) return;
      const rows = [...document.querySelectorAll<HTMLElement>("[data-queue-row]")];
      const at = rows.findIndex((row) => row.closest("tr")?.contains(document.activeElement));
      const row = rows[at];
      const act = acts[event.key];
      if (event.key === "j" || event.key === "k") rows[nextRow(at, event.key, rows.length)]?.focus();
      else if (event.key === "x")
        row?.closest("tr")?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
      else if (act && row)
        submit({ intent: "bulk", act, ids: row.dataset["queueRow"] ?? "" }, { method: "post", action: here });
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on, here, submit]);
}

function nextRow(at: number, key: "j" | "k", rows: number): number {
  if (at < 0) return key === "j" ? 0 : rows - 1;
  return Math.min(rows - 1, Math.max(0, at + (key === "j" ? 1 : -1)));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("dialog") !== null ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}
