import type { Day } from "#app/platform/day.ts";

/** Standard VAT rates of the EU's member states in basis points (2100 = 21 %), November 2026. */
export const standardRatesBp = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SI: 2200,
  SK: 2300,
} as const;
export type EuCountry = keyof typeof standardRatesBp;

/** Standard rates of the countries outside the EU that a seller may be in: what it sells at home bears them. */
const homeRatesBp: Readonly<Record<string, number>> = { CH: 810, GB: 2000, IS: 2400, LI: 810, NO: 2500 };

/** Tells whether the rate of a seller's own country is known, so that it can sell at home with the right VAT. */
export function isSellerCountry(country: string): boolean {
  return isEuCountry(country) || Object.hasOwn(homeRatesBp, country);
}

/** What is known of a buyer's VAT number: confirmed by VIES, refused by VIES, not answered yet, or no number. */
export type VatStatus = "none" | "pending" | "valid" | "invalid";
export const vatKinds = ["standard", "reverse_charge", "outside_eu", "small_business"] as const;
export type VatKind = (typeof vatKinds)[number];
export type VatDecision = { kind: VatKind; rateBp: number };

/** How a seller stands towards VAT: it charges its country's rate, or is exempt as a small business (KOR in NL, § 19 UStG in DE). */
export const vatSchemes = ["ordinary", "small_business"] as const;
export type VatScheme = (typeof vatSchemes)[number];
/** What decides about a seller's VAT. */
export type VatSeller = { country: string; vatScheme: VatScheme };

/** The scheme of a seller as the database keeps it; the ordinary one for what it doesn't know. */
export function vatSchemeOf(text: string): VatScheme {
  return text === "small_business" ? "small_business" : "ordinary";
}

/** The scheme of a seller on a day: the present one from its first day on, the other one before; the present one where it never changed. */
export function schemeOn(seller: { vatScheme: VatScheme; vatSchemeFrom: Day | null }, on: Day): VatScheme {
  const { vatScheme, vatSchemeFrom } = seller;
  if (vatSchemeFrom === null || on >= vatSchemeFrom) return vatScheme;
  return vatScheme === "ordinary" ? "small_business" : "ordinary";
}

/** Tells whether a country (ISO 3166, two letters) is a member state. Northern Ireland is not: its XI numbers are for goods only. */
export function isEuCountry(country: string): country is EuCountry {
  return Object.hasOwn(standardRatesBp, country);
}

/** Tells whether a text is what the database keeps about a VAT number. */
export function isVatStatus(value: string): value is VatStatus {
  return value === "none" || value === "pending" || value === "valid" || value === "invalid";
}

/** Decides the VAT on a service between businesses: at home the seller's rate, elsewhere in the EU by the checked number, outside none. Where the seller's own rate would count, a small business charges none; what is taxed in the buyer's country stays so. */
export function decideVat(seller: VatSeller, buyerCountry: string, buyerNumber: VatStatus): VatDecision {
  const decision = placeOfSupply(seller.country, buyerCountry, buyerNumber);
  return seller.vatScheme === "small_business" && decision.kind === "standard"
    ? { kind: "small_business", rateBp: 0 }
    : decision;
}

/** The VAT of a seller that charges it. */
function placeOfSupply(sellerCountry: string, buyerCountry: string, buyerNumber: VatStatus): VatDecision {
  if (!isEuCountry(sellerCountry)) return outsideEu(sellerCountry, buyerCountry);
  if (buyerCountry === sellerCountry) return { kind: "standard", rateBp: standardRatesBp[sellerCountry] };
  if (!isEuCountry(buyerCountry)) return { kind: "outside_eu", rateBp: 0 };
  if (buyerNumber === "valid") return { kind: "reverse_charge", rateBp: 0 };
  return { kind: "standard", rateBp: standardRatesBp[sellerCountry] };
}

/** Sold from outside the EU: with the seller's own rate at home, without VAT abroad. */
function outsideEu(sellerCountry: string, buyerCountry: string): VatDecision {
  const rateBp = buyerCountry === sellerCountry ? (homeRatesBp[sellerCountry] ?? 0) : 0;
  return rateBp > 0 ? { kind: "standard", rateBp } : { kind: "outside_eu", rateBp: 0 };
}

/** Tells whether the VAT hangs on an answer of VIES that has not come: a number was given, another member state's, unchecked. */
export function waitsForVies(sellerCountry: string, buyerCountry: string, buyerNumber: VatStatus): boolean {
  return (
    buyerNumber === "pending" &&
    isEuCountry(sellerCountry) &&
    isEuCountry(buyerCountry) &&
    sellerCountry !== buyerCountry
  );
}
