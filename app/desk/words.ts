import type { Text } from "#app/desk/rules/definition.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

/** A text of the catalogue in the ambient language. */
export function inLanguage(text: Text): string {
  return text[getLocale()];
}

/** What the name of a field ends with that holds a text in a language. */
export const localeSuffix = { nl: "Nl", de: "De", en: "En" } as const;
