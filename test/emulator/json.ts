/** Any value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object; a field that is undefined is left out when written. */
export type JsonObject = { [field: string]: Json | undefined };

type Value = Json | undefined;

/** The text in a field, or "" when it holds none. */
export function str(value: Value): string {
  return typeof value === "string" ? value : "";
}

/** The number in a field, or 0 when it holds none. */
export function num(value: Value): number {
  return typeof value === "number" ? value : 0;
}

/** The object in a field, or an empty one. */
export function obj(value: Value): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of a list, or of the `data` of a Stripe list. */
export function objs(value: Value): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) && Array.isArray(value["data"]) ? value["data"].filter(isObject) : [];
}

/** The texts of a list. */
export function strs(value: Value): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** The value, with absence and the unsetting empty text both told as null. */
export function orNull(value: Value): Json {
  return value === undefined || value === "" ? null : value;
}

/** Whether the value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses a text that must hold a JSON object. */
export function parseObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error("expected a JSON object");
  return value;
}

/** A copy that shares nothing with its original; several times as quick as structuredClone. */
export function copyOf<Value extends Json>(value: Value): Value;
export function copyOf(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => copyOf(one));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const name in value) {
    const field = value[name];
    copy[name] = field === undefined ? undefined : copyOf(field);
  }
  return copy;
}
