import { isLocale, type Locale } from "#app/platform/i18n/locale.ts";

/** The language of an agreement's document. */
export function localeOf({ locale }: { locale: string }): Locale {
  return isLocale(locale) ? locale : "nl";
}
