import type { Json, JsonObject } from "#test/emulator/json.ts";
import { copyOf, isObject } from "#test/emulator/json.ts";
import type { Schema } from "#test/emulator/schemas/json-schema.ts";
import { resolve, subset } from "#test/emulator/schemas/subset.ts";

/** A resource with every required field filled by the emptiest value that its schema allows. */
export function blank(object: string): JsonObject {
  const known = blanks.get(object) ?? make(object);
  blanks.set(object, known);
  return copyOf(known);
}

const blanks = new Map<string, JsonObject>();

function make(object: string): JsonObject {
  const schema = subset().resources[object];
  if (!schema) throw new Error(`no schema of ${object}`);
  const value = emptiest(schema);
  if (!isObject(value)) throw new Error(`${object} is no object`);
  return value;
}

function emptiest(schema: Schema): Json {
  const { type, enum: values, anyOf, properties, required } = resolve(schema);
  if (anyOf) return anyOf.some((one) => one.type === "null") ? null : emptiest(anyOf[0] ?? {});
  if (values) return values[0] ?? null;
  if (type === "object") {
    const fields = (required ?? []).map((name): [string, Json] => [name, emptiest(properties?.[name] ?? {})]);
    return Object.fromEntries(fields);
  }
  if (type === "array") return [];
  if (type === "string") return "";
  if (type === "boolean") return false;
  return type === "integer" || type === "number" ? 0 : null;
}
