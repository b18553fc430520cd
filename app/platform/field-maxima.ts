import { z } from "zod";

/** What a field takes whose schema names no maximum: an id, a choice, a number, a box that is ticked. */
export const plainMaximum = 200;

const kept = new WeakMap<z.ZodType, ReadonlyMap<string, number>>();

/** The longest text that each field of a form takes, in UTF-16 units, as its schema says; read once a schema. */
export function maximaOf(schema: z.ZodType): ReadonlyMap<string, number> {
  const known = kept.get(schema);
  if (known) return known;
  const maxima = new Map<string, number>();
  collect(jsonOf(schema), maxima);
  kept.set(schema, maxima);
  return maxima;
}

/** The texts of a form that say nothing about their length: no maximum, no choice, no pattern. A form of ours has none. */
export function unboundedFields(schema: z.ZodType): string[] {
  const names = new Set<string>();
  eachField(jsonOf(schema), (name, field) => {
    for (const one of branches(field))
      if (one.type === "string" && one.maxLength === undefined && !isNarrow(one)) names.add(name);
  });
  return [...names];
}

type Json = z.core.JSONSchema.BaseSchema;

const jsonOf = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

function collect(json: Json, maxima: Map<string, number>): void {
  eachField(json, (name, field) => {
    const own = branches(field).map(({ maxLength }) => maxLength ?? plainMaximum);
    maxima.set(name, Math.max(maxima.get(name) ?? 0, ...own));
  });
}

function eachField(json: Json, visit: (name: string, field: Json) => void): void {
  for (const part of alternatives(json)) eachField(part, visit);
  for (const [name, field] of Object.entries(json.properties ?? {}))
    if (typeof field === "object") visit(name, field);
}

/** The kinds of text that one value of a field may be; of a list, what its members may be. */
function branches(field: Json): Json[] {
  const parts = alternatives(field);
  if (parts.length > 0) return parts.flatMap(branches);
  const { items } = field;
  return typeof items === "object" && !Array.isArray(items) ? branches(items) : [field];
}

function alternatives({ oneOf = [], anyOf = [], allOf = [] }: Json): Json[] {
  return [...oneOf, ...anyOf, ...allOf].filter((part) => typeof part === "object");
}

const isNarrow = (field: Json): boolean =>
  field.const !== undefined || field.enum !== undefined || field.pattern !== undefined;
