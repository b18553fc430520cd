import { useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { noteOwnAct } from "#app/desk/components/own-acts.ts";
import { focusLastRow, lastRowAt, queueRows } from "#app/desk/components/queue-place.ts";
import type { BulkAct } from "#app/desk/rules/queue-filter.ts";

const acts: Record<string, BulkAct> = { "1": "take", h: "snooze" };

/**
 * The keys of the queue: j and k to the next and previous row, x chooses it, 1 takes it, h lets it rest until tomorrow; Enter on a row is its link. After an act the focus
 * stays on its row, or on the one in its place; j and k go on from the row that had it last.
 * Single keys only, silent while somebody types and for those who switched keys off.
 */
export function useQueueKeys(on: boolean, here: string): void {
  const submit = useSubmit();
  const acted = useRef(false);
  const { state } = useNavigation();
  useEffect(() => {
    if (state !== "idle" || !acted.current) return;
    acted.current = false;
    if (document.activeElement === document.body) focusLastRow();
  }, [state]);
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
      const rows = queueRows();
      const at = rows.findIndex((row) => row.closest("tr")?.contains(document.activeElement));
      const row = rows[at];
      const act = acts[event.key];
      if (event.key === "j" || event.key === "k") rows[nextRow(at, event.key, rows)]?.focus();
      else if (event.key === "x")
        row?.closest("tr")?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
      else if (act && row) {
        const ids = row.dataset["queueRow"] ?? "";
        acted.current = true;
        noteOwnAct([ids]);
        submit({ intent: "bulk", act, ids }, { method: "post", action: here });
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on, here, submit]);
}

function nextRow(focused: number, key: "j" | "k", rows: readonly HTMLElement[]): number {
  const at = focused < 0 ? lastRowAt(rows) : focused;
  if (at < 0) return key === "j" ? 0 : rows.length - 1;
  return Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)));
}

/** Somebody writes there, or a dialog has the keys. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("dialog") !== null ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}
