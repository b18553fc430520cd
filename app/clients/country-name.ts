import { getLocale } from "#app/platform/i18n/locale.ts";

/** The name of a country, given by its two letters, in the ambient language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([getLocale()], { type: "region" }).of(code) ?? code;
}
