import { countriesWith } from "#app/clients/rules/countries.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

/** The name of a country, given by its two letters, in the ambient language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([getLocale()], { type: "region" }).of(code) ?? code;
}

/** The countries to choose from by name in the ambient language, with the record's own where the list lacks it. */
export function countryOptions(present?: string): { value: string; label: string }[] {
  return countriesWith(present)
    .map((code) => ({ value: code, label: countryName(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, getLocale()));
}
