/** What a key does to the rows of the page's list. */
export type RowKey = "next" | "previous" | "select";

const listRows = "table[data-row-keys] > tbody > tr, ul[data-row-keys] > li";

/** Moves the focus to the link of the next or previous row, or ticks the row that has it; false on a page without such a list. */
export function pressRowKey(key: RowKey): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(listRows)];
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  if (key === "select") return tick(rows[now]);
  const at = key === "next" ? now + 1 : now === -1 ? rows.length - 1 : now - 1;
  const link = rows[at]?.querySelector<HTMLElement>("a");
  link?.focus();
  if (link) rows[at]?.scrollIntoView({ block: "nearest" });
  return rows.length > 0;
}

function tick(row: HTMLElement | undefined): boolean {
  const box = row?.querySelector<HTMLInputElement>("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}
