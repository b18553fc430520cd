import * as jsvat from "jsvat-next";

import { ok, refuse, type Result } from "#app/platform/result.ts";

import { isEuCountry } from "./vat.ts";

export type VatNumber = { prefix: string; digits: string; full: string };
export type VatNumberRefusal = "vat-format" | "vat-other-country" | "vat-goods-only";

// The module is CommonJS: a bundler names its exports, Node gives one default.
const { checkVAT, countries } = "default" in jsvat ? (jsvat.default as typeof jsvat) : jsvat;

/** The two letters that a member state's VAT numbers begin with: EL for Greece. */
export function vatPrefix(country: string): string {
  return country === "GR" ? "EL" : country;
}

/** Takes out what people type between the characters of a VAT number, and makes its letters capitals. */
export function tidyVatNumber(text: string): string {
  return text.replace(/[\s.\-/]/g, "").toUpperCase();
}

/** Reads a member state's VAT number: its form, its checksum, and that it belongs to the buyer's country. */
export function readVatNumber(text: string, country: string): Result<VatNumber, VatNumberRefusal> {
  const tidy = tidyVatNumber(text);
  const prefix = vatPrefix(country);
  if (tidy.startsWith("XI")) return refuse("vat-goods-only");
  const full = /^\d/.test(tidy) ? prefix + tidy : tidy;
  if (!full.startsWith(prefix)) return refuse("vat-other-country");
  if (!isEuCountry(country) || !checkVAT(full, countries).isValid) return refuse("vat-format");
  return ok({ prefix, digits: full.slice(2), full });
}
