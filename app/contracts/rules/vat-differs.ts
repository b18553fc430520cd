import type { VatDecision } from "#app/clients/rules/vat.ts";

import type { DraftLine } from "./draft.ts";
import type { Month } from "./month.ts";

/** An amount that finance or a conversion added to a month; what a conversion credits has the VAT with which it was promised. */
export type AddedAmount = { amountMinor: number; ofConversion: boolean; vat: VatDecision | null };

export type VatFacts = {
  /** What an invoice of the month bears. */
  present: VatDecision;
  /** What the invoices of earlier months bear, as far as they stand. */
  invoiced: ReadonlyMap<Month, VatDecision>;
  /** What months bore that carry their amount on. */
  carried: ReadonlyMap<Month, VatDecision>;
  added: readonly AddedAmount[];
};

/**
 * Tells whether a month's lines give back an amount that was charged with another VAT than the month's invoice bears: too much or too little
 * VAT would go back with it. Of a corrected month its lines count together; what finance itself adds to the month makes up for it.
 */
export function givesBackOtherVat(
  lines: readonly Pick<DraftLine, "correctsMonth" | "amountMinor" | "detail">[],
  { present, invoiced, carried, added }: VatFacts,
): boolean {
  const backOf = (amountMinor: number, vat: VatDecision | null | undefined): number =>
    vat && (vat.kind !== present.kind || vat.rateBp !== present.rateBp) ? Math.min(amountMinor, 0) : 0;
  const corrected = new Map<Month, number>();
  let sum = 0;
  for (const { correctsMonth, amountMinor, detail } of lines) {
    if (correctsMonth !== null)
      corrected.set(correctsMonth, (corrected.get(correctsMonth) ?? 0) + amountMinor);
    if (detail.kind === "carry") sum += backOf(amountMinor, carried.get(detail.fromMonth));
  }
  for (const [month, amountMinor] of corrected) sum += backOf(amountMinor, invoiced.get(month));
  for (const { amountMinor, ofConversion, vat } of added)
    sum += ofConversion ? backOf(amountMinor, vat) : Math.max(amountMinor, 0);
  return sum < 0;
}

/**
 * The VAT with which a closed month's invoice can go out although its client's has changed since, null where there is none: that of its closing, or
 * where that is not on record, that of the invoices which it puts right.
 */
export function earlierVat(
  lines: Parameters<typeof givesBackOtherVat>[0],
  facts: Omit<VatFacts, "present">,
  closing: VatDecision | null,
): VatDecision | null {
  const known = closing
    ? [closing]
    : lines.flatMap(({ correctsMonth }) => (correctsMonth && facts.invoiced.get(correctsMonth)) || []);
  return known.find((present) => !givesBackOtherVat(lines, { ...facts, present })) ?? null;
}
