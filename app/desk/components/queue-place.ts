import { useEffect, useState } from "react";

const key = "queue";
const listKey = "queue-rows";
const start = "/staff/requests";

/** A request of the queue as it was listed last. */
export type Listed = { id: string; number: number };

/** Remembers which look at the queue was the last one, what it listed, and which row had the focus there. */
export function useKeepQueuePlace(here: string, rows: readonly Listed[]): void {
  useEffect(() => {
    sessionStorage.setItem(listKey, rows.map(({ id, number }) => `${id} ${number}`).join("\n"));
  }, [rows]);
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

/** The requests before and after one in the queue as it was listed last; neither before anything is known. */
export function useQueueNeighbours(id: string): { before: Listed | null; after: Listed | null } {
  const [listed, setListed] = useState<Listed[]>([]);
  useEffect(() => setListed(readListed()), []);
  const at = listed.findIndex((row) => row.id === id);
  if (at < 0) return { before: null, after: null };
  return { before: listed[at - 1] ?? null, after: listed[at + 1] ?? null };
}

const readListed = (): Listed[] =>
  (sessionStorage.getItem(listKey) ?? "").split("\n").flatMap((line) => {
    const [id, number] = line.split(" ");
    return id && number ? [{ id, number: Number(number) }] : [];
  });

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

/** The ids of the rows that are ticked, or else of the row with the focus. */
export function chosenRows(): string[] {
  const ticked = document.querySelectorAll<HTMLInputElement>(tickedRows);
  if (ticked.length > 0) return [...ticked].map(({ value }) => value);
  const focused = document.activeElement?.closest("tr")?.querySelector<HTMLElement>("[data-queue-row]");
  return focused?.dataset["queueRow"] === undefined ? [] : [focused.dataset["queueRow"]];
}

/** Takes the ticks away from the rows. */
export function untickRows(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>(tickedRows)) box.click();
}

/** The rows' boxes that are ticked. */
export const tickedRows = "input[type=checkbox][name=id]:checked";

/** Puts the focus on the row that had it last, or on the one that is in its place now. */
export function focusLastRow(): void {
  const rows = queueRows();
  const at = lastRowAt(rows);
  rows[at >= 0 ? at : Math.min(Math.max(last.at, 0), rows.length - 1)]?.focus();
}
