import { useEffect, useState } from "react";

const key = "queue";
const start = "/staff/requests";

/** Remembers which look at the queue was the last one, and which row had the focus there. */
export function useKeepQueuePlace(here: string): void {
  useEffect(() => {
    sessionStorage.setItem(key, here);
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) keepRow(target);
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, [here]);
}

/** The way back to the queue as it was looked at last; the whole queue before anything is known. */
export function useQueuePlace(): string {
  const [place, setPlace] = useState(start);
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept?.startsWith(`${start}?`)) setPlace(kept);
  }, []);
  return place;
}

let last = { id: "", at: -1 };

function keepRow(target: HTMLElement): void {
  const rows = queueRows();
  const at = rows.findIndex((row) => row.closest("tr")?.contains(target));
  const id = rows[at]?.dataset["queueRow"];
  if (id !== undefined) last = { id, at };
}

/** The links of the queue's rows, in order. */
export const queueRows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-queue-row]")];

/** Where the row is that had the focus last; -1 where it is not in the list. */
export const lastRowAt = (rows: readonly HTMLElement[]): number =>
  rows.findIndex((row) => row.dataset["queueRow"] === last.id);

/** Puts the focus on the row that had it last, or on the one that is in its place now. */
export function focusLastRow(): void {
  const rows = queueRows();
  const at = lastRowAt(rows);
  rows[at >= 0 ? at : Math.min(Math.max(last.at, 0), rows.length - 1)]?.focus();
}
