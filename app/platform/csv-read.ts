/** A line of a file: its number as an editor counts it, and its cells. */
export type ReadLine = { line: number; cells: string[] };
export type Csv = { lines: ReadLine[]; unclosedAt: number | null };

const separators = [";", ",", "\t"] as const;

/** The sign between cells: the one that the first line holds most of; a semicolon where it holds none. */
export function separatorOf(text: string): string {
  const first = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/, 1)[0] ?? "";
  const bare = first.replace(/"[^"]*"/g, "");
  const counts = separators.map((sign) => ({ sign, count: bare.split(sign).length - 1 }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Reads a file of separated cells as spreadsheets write it: quotes doubled inside quotes, any line ends, a byte order mark, Excel's own `sep=` line. Empty lines are left out. */
export function readCsv(whole: string): Csv {
  const text = whole.replace(/^\uFEFF/, "");
  const told = /^sep=(.)\r?\n/.exec(text);
  const separator = told?.[1] ?? separatorOf(text);
  const lines: ReadLine[] = [];
  let [cells, cell, line, began, quoted]: [string[], string, number, number, boolean] = [[], "", 1, 1, false];
  // Whether the cell holds only spaces yet; asked of the text itself, each quote would cost as much as the cell is long.
  let blank = true;
  const endLine = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== ""))
      lines.push({ line: began, cells: cells.map((one) => one.trim()) });
    [cells, cell, blank] = [[], "", true];
  };
  const start = told ? told[0].length : 0;
  if (told) line = began = 2;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? "";
    const ends = sign === "\n" || sign === "\r";
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += sign;
      blank = false;
      at++;
    } else if (sign === '"' && (quoted || blank)) {
      quoted = !quoted;
    } else if (!quoted && sign === separator) {
      cells.push(cell);
      [cell, blank] = ["", true];
    } else if (!quoted && ends) {
      endLine();
    } else {
      cell += sign;
      blank &&= sign.trim() === "";
    }
    if (ends) {
      if (sign === "\r" && text[at + 1] === "\n") at++;
      line++;
      if (!quoted) began = line;
    }
  }
  endLine();
  return { lines, unclosedAt: quoted ? began : null };
}
