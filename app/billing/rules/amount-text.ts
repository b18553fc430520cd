// Whole, in groups with points and a comma for the cents, or the other way round. A group never begins with a nought: 0.500 is no five hundred.
const shapes = [
  /^(\d+)(?:[.,](\d{1,2}))?$/,
  /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}))?$/,
  /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/,
];

/** Reads an amount that somebody typed (`475`, `475,00`, `1.149,50`, `€ 1,149.50`) as minor units; null when it is none, or could be two. */
export function readAmount(text: string): number | null {
  const tidy = text.replace(/[\s\u00a0€]/g, "");
  const parts = shapes.map((shape) => shape.exec(tidy)).find((found) => found !== null);
  if (!parts) return null;
  const minor = Number((parts[1] ?? "").replace(/[.,]/g, "")) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}
