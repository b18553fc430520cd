const amount = /^(\d{1,7})(?:[.,](\d{1,2}))?$/;

/** Reads an amount as people type it (50, 50,00, 1.250,00, 1,250.00) as minor units; null when it is none. */
export function parseAmount(typed: string): number | null {
  const text = typed.replace(/[\s€\u00a0]/g, "");
  const grouped = /^\d{1,3}(?:([.,])\d{3})+(?:[.,]\d{1,2})?$/.test(text)
    ? text.replace(/[.,](?=\d{3}(?:[.,]|$))/g, "")
    : text;
  const match = amount.exec(grouped);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : null;
}
