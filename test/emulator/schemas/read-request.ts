import qs from "qs";
import type { Json, JsonObject } from "#test/emulator/json.ts";
import { isObject } from "#test/emulator/json.ts";
import type { Schema } from "#test/emulator/schemas/json-schema.ts";
import { resolve, subset } from "#test/emulator/schemas/subset.ts";
import { invalid, StripeRefusal } from "#test/emulator/stripe-refusal.ts";

type Raw = string | Raw[] | { [field: string]: Raw };

/** Decodes Stripe's form encoding (`a[0][b]=c`) into nested texts. */
export function decodeForm(text: string): { [field: string]: Raw } {
  const decoded: unknown = qs.parse(text, { depth: 20, arrayLimit: 1000, parameterLimit: 20000 });
  const raw = toRaw(decoded);
  return typeof raw === "object" && !Array.isArray(raw) ? raw : {};
}

function toRaw(value: unknown): Raw {
  if (Array.isArray(value)) return value.map(toRaw);
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : "";
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toRaw(one)]));
}

/** Types and checks the decoded parameters of one operation, or throws Stripe's 400 naming the param. */
export function readRequest(operation: string, raw: { [field: string]: Raw }): JsonObject {
  const schema = subset().requests[operation];
  if (!schema) throw new Error(`no request schema of ${operation}`);
  refuseRetiredParams(operation, raw);
  const value = read(schema, raw, "");
  return isObject(value) ? value : {};
}

function refuseRetiredParams(operation: string, raw: { [field: string]: Raw }): void {
  if (!("payment_method_types" in raw)) return;
  if (!/^(checkout\.sessions|paymentIntents|setupIntents)\./.test(operation)) return;
  throw invalid(
    "payment_method_types",
    "The parameter `payment_method_types` is no longer supported. Use `allowed_payment_method_types` or `excluded_payment_method_types` instead.",
    "payment_method_types_no_longer_supported",
  );
}

function read(schema: Schema, raw: Raw, path: string): Json {
  const known = resolve(schema);
  if (known.anyOf) return readUnion(known.anyOf, raw, path);
  if (known.type === "array") return readArray(known, raw, path);
  if (known.type === "object") return readObject(known, raw, path);
  if (typeof raw !== "string") throw invalid(path, `Invalid string: ${JSON.stringify(raw)}`);
  return readScalar(known, raw, path);
}

function readScalar(schema: Schema, raw: string, path: string): Json {
  if (schema.enum) return readEnum(schema.enum, raw, path);
  if (schema.type === "boolean") return readEnum([true, false], raw, path);
  if (schema.type === "integer") {
    if (/^-?\d{1,15}$/.test(raw)) return Number(raw);
    throw invalid(path, `Invalid integer: ${raw}`, "parameter_invalid_integer");
  }
  if (schema.type === "number") {
    if (raw.trim() !== "" && Number.isFinite(Number(raw))) return Number(raw);
    throw invalid(path, `Invalid decimal: ${raw}`, "parameter_invalid_decimal");
  }
  return raw;
}

function readEnum(values: (string | number | boolean)[], raw: string, path: string): Json {
  const found = values.find((value) => String(value) === raw);
  if (found !== undefined) return found;
  const known = values.filter((value) => value !== "").join(", ");
  throw invalid(path, `Invalid ${path}: must be one of ${known}`);
}

function readArray(schema: Schema, raw: Raw, path: string): Json {
  const items = schema.items ?? {};
  if (!Array.isArray(raw)) throw invalid(path, "Invalid array");
  return raw.map((one, index) => read(items, one, `${path}[${String(index)}]`));
}

function readObject(schema: Schema, raw: Raw, path: string): Json {
  if (typeof raw !== "object" || Array.isArray(raw)) throw invalid(path, "Invalid object");
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(raw)) {
    const param = path === "" ? name : `${path}[${name}]`;
    const field = schema.properties?.[name] ?? (schema.additionalProperties || undefined);
    if (!field) throw invalid(param, `Received unknown parameter: ${param}`, "parameter_unknown");
    result[name] = read(field, value, param);
  }
  for (const name of schema.required ?? []) {
    if (name in result) continue;
    const param = path === "" ? name : `${path}[${name}]`;
    throw invalid(param, `Missing required param: ${param}.`, "parameter_missing");
  }
  return result;
}

function readUnion(options: Schema[], raw: Raw, path: string): Json {
  let best: StripeRefusal | undefined;
  const fitting = options.map(resolve).filter((one) => fits(one, raw));
  const text = fitting.find((one) => one.type === "string" && !one.enum);
  if (text) return read(text, raw, path);
  for (const option of fitting) {
    try {
      return read(option, raw, path);
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      best ??= error;
    }
  }
  throw best ?? invalid(path, `Invalid value for ${path}`);
}

function fits(schema: Schema, raw: Raw): boolean {
  if (schema.anyOf) return true;
  if (Array.isArray(raw)) return schema.type === "array";
  return (schema.type === "object") === (typeof raw === "object") && schema.type !== "array";
}
