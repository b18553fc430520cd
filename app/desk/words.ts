import type { Text } from "#app/desk/rules/definition.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

/** A text of the catalogue in the ambient language. */
export function inLanguage(text: Text): string {
  return text[getLocale()];
}
