import { readFileSync } from "node:fs";
import type { Schema, SchemaSubset } from "#test/emulator/schemas/json-schema.ts";

let loaded: SchemaSubset | undefined;

/** The committed schemas of the pinned API version, read once. */
export function subset(): SchemaSubset {
  loaded ??= readSubset();
  return loaded;
}

function readSubset(): SchemaSubset {
  return JSON.parse(readFileSync(new URL("stripe-subset.json", import.meta.url), "utf8")) as SchemaSubset;
}

/** Follows a reference to its definition. */
export function resolve(schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const found = subset().definitions[schema.$ref.slice("#/definitions/".length)];
  if (!found) throw new Error(`no definition ${schema.$ref}`);
  return found;
}
