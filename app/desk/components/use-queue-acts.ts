import { useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { noteOwnAct } from "#app/desk/components/own-acts.ts";
import {
  chosenRows,
  focusLastRow,
  lastRowAt,
  queueRows,
  untickRows,
} from "#app/desk/components/queue-place.ts";
import { requestActs, type ActSubject } from "#app/desk/components/request-acts.ts";
import { bulkMoveTo, type BulkAct } from "#app/desk/queue-filter.ts";
import { isPlainKey } from "#app/ui/shell/typing.ts";
import { usePageActs } from "#app/ui/shell/use-page-acts.ts";

interface QueueActs {
  rows: readonly (ActSubject & { id: string })[];
  me: string;
  colleagues: readonly { id: string; name: string }[];
  /** The queue's address, to which the answer leads back. */
  here: string;
  mayWork: boolean;
  keysOn: boolean;
}

/**
 * What the palette and the keys do in the queue, with the rows that are ticked or else with the one that has the focus: as `requestActs` says. j and k go to the next
 * and previous row, x ticks it; Enter on a row is its link. After an act the focus stays on its row, or on the one in its place, and no row is ticked.
 */
export function useQueueActs({ rows, me, colleagues, here, mayWork, keysOn }: QueueActs): void {
  const submit = useSubmit();
  const acted = useRef(false);
  const { state, formData } = useNavigation();
  useEffect(() => {
    if (formData?.get("intent") === "bulk") acted.current = true;
    if (state !== "idle" || !acted.current) return;
    acted.current = false;
    untickRows();
    if (document.activeElement === document.body) focusLastRow();
  }, [state, formData]);
  const send = (ids: readonly string[], act: BulkAct, more: Record<string, string> = {}): void => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: "bulk", act, ...more })) form.append(name, value);
    for (const id of ids) form.append("id", id);
    noteOwnAct(ids);
    submit(form, { method: "post", action: here });
  };
  const acts = () => {
    const ids = mayWork ? chosenRows() : [];
    const chosen = rows.filter(({ id }) => ids.includes(id));
    return requestActs(
      chosen,
      { me, colleagues },
      {
        take: () => send(ids, "take"),
        move: (to) => send(ids, bulkMoveTo(to)),
        assign: (to) => send(ids, "assign", { assignTo: to ?? "" }),
        priority: (to) => send(ids, "priority", { priority: to }),
        snooze: (until) => (until === "now" ? send(ids, "wake") : send(ids, "snooze", { until })),
      },
    );
  };
  usePageActs(acts, keysOn);
  useRowKeys(keysOn);
}

function useRowKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent): void => {
      if (!isPlainKey(event)) return;
      const rows = queueRows();
      const at = rows.findIndex((row) => row.closest("tr")?.contains(document.activeElement));
      if (event.key === "j" || event.key === "k") {
        const next = rows[nextRow(at, event.key, rows)];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
      } else if (event.key === "x")
        rows[at]?.closest("tr")?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen, { capture: true });
    return () => document.removeEventListener("keydown", listen, { capture: true });
  }, [on]);
}

function nextRow(focused: number, key: "j" | "k", rows: readonly HTMLElement[]): number {
  const at = focused < 0 ? lastRowAt(rows) : focused;
  if (at < 0) return key === "j" ? 0 : rows.length - 1;
  return Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)));
}
