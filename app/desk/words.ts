import type { Condition, Field, Text } from "#app/desk/rules/definition.ts";
import { formatList } from "#app/platform/format.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

/** A text of the catalogue in the ambient language. */
export function inLanguage(text: Text): string {
  return text[getLocale()];
}

/** The questions that a condition looks at, as they are asked, each once; empty where there are none. */
export function lookedAt(show: Condition | undefined, fields: readonly Field[]): string {
  const tests = [...(show?.all ?? []), ...(show?.any ?? [])];
  const asked = fields.filter(({ key }) => tests.some(({ field }) => field === key));
  return formatList(
    asked.map(({ label }) => inLanguage(label)),
    show?.any ? "or" : "and",
  );
}

/** What the name of a field ends with that holds a text in a language. */
export const localeSuffix = { nl: "Nl", de: "De", en: "En" } as const;
