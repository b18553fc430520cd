/** What fits on the first sheet below its sums, and on each other sheet, in points. */
const room = { first: 400, next: 690 };

/** Shares lines out over sheets by their heights; at least one sheet, even for none. */
export function sheetsOf<Line>(lines: readonly Line[], heightOf: (line: Line) => number): Line[][] {
  const sheets: Line[][] = [[]];
  let left = room.first;
  for (const line of lines) {
    const height = heightOf(line);
    if (height > left && (sheets.length > 1 || (sheets[0]?.length ?? 0) > 0)) {
      sheets.push([]);
      left = room.next;
    }
    sheets.at(-1)?.push(line);
    left -= height;
  }
  return sheets;
}
