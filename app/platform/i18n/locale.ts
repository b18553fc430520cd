import { getLocale as generatedLocale, overwriteGetLocale } from "#app/platform/generated/i18n/runtime.js";

/** The languages that the product speaks. */
export const locales = ["nl", "de", "en"] as const;
export type Locale = (typeof locales)[number];

/** Tells whether a text names a language that the product speaks. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language that a stored text names; Dutch, the portal's own, where the product speaks no such language. */
export function localeOf(text: unknown): Locale {
  return isLocale(text) ? text : "nl";
}

/** The language of the request, letter or page that is being made. */
export function getLocale(): Locale {
  return generatedLocale();
}

/** Reads the ambient language from where the given function finds it. */
export function useLocaleFrom(read: () => Locale): void {
  overwriteGetLocale(read);
}

let shown: Locale | null = null;

/** In the browser: the language that the page is about to be shown in, before the document says so. On the server each request has its own. */
export function showLocale(locale: Locale): void {
  if (typeof document !== "undefined") shown = locale;
}

/** The language that the browser shows; null before its first page. */
export function shownLocale(): Locale | null {
  return shown;
}

/** The tag that Intl gets: our users write Dutch of the Netherlands, German of Germany and British English. */
export function intlTag(locale: Locale = getLocale()): "nl-NL" | "de-DE" | "en-GB" {
  return locale === "nl" ? "nl-NL" : locale === "de" ? "de-DE" : "en-GB";
}
