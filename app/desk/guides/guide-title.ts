import { getLocale, locales, type Locale } from "#app/platform/i18n/locale.ts";

import type { GuideText } from "./guide-content.ts";

/** A guide's text in the ambient language; in the first language that it has where it lacks that one. */
export function guideTitle<Text extends GuideText>(
  texts: Partial<Record<Locale, Text | undefined>>,
): { title: string; text: Text | null; locale: Locale } {
  const locale = [getLocale(), ...locales].find((one) => texts[one] !== undefined) ?? getLocale();
  const text = texts[locale] ?? null;
  return { title: text?.title ?? "", text, locale };
}
