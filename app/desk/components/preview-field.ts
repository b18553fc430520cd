import type { FormField } from "#app/desk/catalogue/catalogue-page.server.ts";
import { fieldTypeWords } from "#app/desk/components/editor-words.ts";
import { newResource, recordTypes, type Field } from "#app/desk/rules/definition.ts";
import { inLanguage, lookedAt } from "#app/desk/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A question as the form would show it; in the place of a client's own records stands one that names their kind. */
export function previewField(field: Field, fields: readonly Field[]): FormField {
  return {
    key: field.key,
    type: field.type,
    label: inLanguage(field.label),
    help: field.help ? inLanguage(field.help) : "",
    required: field.required,
    many: field.many ?? false,
    options: optionsOf(field),
    show: field.show,
    differsFrom: null,
    showLabel: lookedAt(field.show, fields),
    values: initialOf(field),
    min: field.min ?? null,
    max: field.max ?? null,
    earliest: null,
  };
}

function optionsOf({ type, options, many }: Field): FormField["options"] {
  if (type === "choice")
    return (options ?? []).map(({ value, label }) => ({ value, label: inLanguage(label) }));
  if (!recordTypes.some((one) => one === type)) return [];
  const sample = { value: "sample", label: fieldTypeWords[type]() };
  return type === "resource" && !many
    ? [sample, { value: newResource, label: m.change_resource_new() }]
    : [sample];
}

function initialOf({ type, initial, initialFrom }: Field): string[] {
  const isRecord = recordTypes.some((one) => one === type);
  if (isRecord && initialFrom !== undefined && initialFrom !== "none") return ["sample"];
  return initial ? [initial] : [];
}
