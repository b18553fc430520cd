import { standardRatesBp } from "./vat.ts";

/** Countries that a client can be invoiced in (ISO 3166, two letters): the EU's member states and those around and beyond it. */
export const countries: readonly string[] = [
  ...Object.keys(standardRatesBp),
  "AD", "AE", "AL", "AU", "BA", "BR", "CA", "CH", "CW", "GB", "GI", "IL", "IN", "IS", "JP", "KR", "LI", "MA", "MC", "MD", "ME", "MK", "MX", "NO", "NZ", "RS", "SG", "SM", "SR", "TR", "UA", "US", "XK", "ZA",
];
