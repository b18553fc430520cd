import { withLocale } from "#app/platform/i18n/locale.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** What the product says in a language, with plain spaces, as a reader sees it: `say("nl", () => m.hours_buy())`. */
export function say(language: Locale, words: () => string): string {
  return withLocale(language, words).replace(/\s+/g, " ");
}
