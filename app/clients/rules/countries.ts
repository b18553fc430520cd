import { standardRatesBp } from "./vat.ts";

/** The countries offered wherever one is chosen (ISO 3166, two letters): the EU's member states and those around and beyond it. */
export const countries: readonly string[] = [
  ...Object.keys(standardRatesBp),
  "AD",
  "AE",
  "AL",
  "AU",
  "BA",
  "BR",
  "CA",
  "CH",
  "CW",
  "GB",
  "GI",
  "IL",
  "IN",
  "IS",
  "JP",
  "KR",
  "LI",
  "MA",
  "MC",
  "MD",
  "ME",
  "MK",
  "MX",
  "NO",
  "NZ",
  "RS",
  "SG",
  "SM",
  "SR",
  "TR",
  "UA",
  "US",
  "XK",
  "ZA",
];

// Codes that Intl has a name for and that are no country.
const noCountry = ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"];
const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Tells whether a text is the code of a country, offered or not: what a record has already stays. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountry.includes(code) && names.of(code) !== undefined;
}

/** What a field offers: the list, and the record's own country where that is not in it. */
export function countriesWith(present: string | undefined): readonly string[] {
  return present && isCountry(present) && !countries.includes(present) ? [present, ...countries] : countries;
}
