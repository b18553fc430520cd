import type { Json, JsonObject } from "#test/emulator/json.ts";
import { isObject } from "#test/emulator/json.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";

/** The metadata after a change: empty texts unset a key, an empty text instead of an object unsets all. */
export function mergeMetadata(current: Json | undefined, change: Json | undefined): JsonObject {
  const merged = new Map(Object.entries(isObject(current) ? current : {}));
  if (change === "") return {};
  for (const [key, value] of Object.entries(isObject(change) ? change : {})) {
    if (value === "" || value === null || value === undefined) merged.delete(key);
    else merged.set(key, checkedText(key, value));
  }
  if (merged.size > 50) throw invalid("metadata", "Metadata may hold at most 50 keys.");
  return Object.fromEntries(merged);
}

function checkedText(key: string, value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (key.length > 40) {
    throw invalid("metadata", `Metadata keys may be at most 40 characters, but "${key}" is longer.`);
  }
  if (text.length > 500) {
    throw invalid(`metadata[${key}]`, "Metadata values may be at most 500 characters.");
  }
  return text;
}
