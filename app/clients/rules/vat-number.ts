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

/** Reads a member state's VAT number: its form, its checksum, and that it belongs to the buyer's country. Its two letters may be missing; Greece's may be EL or GR. */
export function readVatNumber(text: string, country: string): Result<VatNumber, VatNumberRefusal> {
  const tidy = tidyVatNumber(text);
  const prefix = vatPrefix(country);
  if (tidy.startsWith("XI")) return refuse("vat-goods-only");
  if (tidy === "") return refuse("vat-other-country");
  const bare = tidy.startsWith(prefix) || tidy.startsWith(country) ? tidy.slice(2) : tidy;
  const full = prefix + bare;
  if (isEuCountry(country) && checkVAT(full, countries).isValid) return ok({ prefix, digits: bare, full });
  const isForeign = bare === tidy && /^[A-Z]{2}/.test(tidy);
  return refuse(isForeign ? "vat-other-country" : "vat-format");
}

/** Where somebody is and the VAT number that they have, if any. */
export type VatFacts = { country: string; vatNumber: string | null };

/** The VAT number to keep, in full with its letters; null for none. A member state's must be right for its country, unless it is the one that is kept already: that is not checked anew. */
export function settleVatNumber(
  known: VatFacts | null,
  { country, vatNumber }: VatFacts,
): Result<string | null, VatNumberRefusal> {
  const tidy = tidyVatNumber(vatNumber ?? "");
  if (tidy === "") return ok(null);
  const kept = known?.country === country ? known.vatNumber : null;
  const read = isEuCountry(country) || tidy.startsWith("XI") ? readVatNumber(tidy, country) : null;
  if (read?.ok) return ok(read.value.full);
  return kept !== null && tidyVatNumber(kept) === tidy ? ok(kept) : (read ?? ok(tidy));
}

/** What a refused form holds: all that was typed, and the errors by field. */
type RefusedForm = { payload: Record<string, unknown>; error: Record<string, unknown> | null };

/** What is wrong with the VAT number of a form that other fields have refused already, so that one round shows all; null where its country or itself is among them. */
export function findNumberRefusal(
  known: VatFacts | null,
  { payload: { country, vatNumber }, error }: RefusedForm,
): VatNumberRefusal | null {
  if (error?.["country"] || error?.["vatNumber"]) return null;
  if (typeof country !== "string" || typeof vatNumber !== "string") return null;
  const settled = settleVatNumber(known, { country, vatNumber });
  return settled.ok ? null : settled.refusal;
}
