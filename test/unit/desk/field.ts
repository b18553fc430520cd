import type { Field } from "#app/desk/rules/definition.ts";

/** The same words in every language. */
export const text = (en: string) => ({ nl: en, de: en, en });

/** A required question that is labelled with its key. */
export const field = (key: string, type: Field["type"], more: Partial<Field> = {}): Field => ({
  key,
  type,
  label: text(key),
  required: true,
  ...more,
});
