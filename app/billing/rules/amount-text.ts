/** Reads an amount that somebody typed (`475`, `475,00`, `1.149,50`, `€ 1,149.50`) as minor units; null when it is none. */
export function readAmount(text: string): number | null {
  const tidy = text.replace(/[\s\u00a0€]/g, "");
  const parts = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(tidy);
  if (!parts) return null;
  const minor = Number((parts[1] ?? "").replace(/[.,]/g, "")) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}
