import { Ajv, type ValidateFunction } from "ajv";
import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, parseObject, str } from "#test/emulator/json.ts";
import { subset } from "#test/emulator/schemas/subset.ts";

let ajv: Ajv | undefined;
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a response of an operation, by the SDK's own types; empty when nothing is. */
export function responseProblems(operation: string, body: JsonObject): string[] {
  const schema = subset().responses[operation];
  return schema ? problems(`operation ${operation}`, schema, body) : [`${operation}: no schema`];
}

/** What is wrong with an event, its object included. */
export function eventProblems(event: JsonObject): string[] {
  const { resources } = subset();
  const object = isObject(event["data"]) ? event["data"]["object"] : undefined;
  const carried = isObject(object) ? object : {};
  const schema = resources[str(carried["object"])];
  const envelope = problems("event", resources["event"] ?? {}, event);
  if (!schema) return [...envelope, `${str(event["type"])}: object of no known kind`];
  return [...envelope, ...problems(`object of ${str(event["type"])}`, schema, carried)];
}

function problems(name: string, schema: object, value: JsonObject): string[] {
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? compile(key);
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => {
    const detail = JSON.stringify(error.params);
    return `${name}${error.instancePath}: ${error.message ?? "invalid"} ${detail}`;
  });
}

function compile(key: string): ValidateFunction {
  if (!ajv) {
    ajv = new Ajv({
      strict: false,
      allErrors: false,
      validateSchema: false,
      inlineRefs: false,
      code: { optimize: false },
    });
    ajv.addSchema({ $id: "stripe", definitions: subset().definitions });
  }
  const validate = ajv.compile(parseObject(key.replaceAll('"#/definitions/', '"stripe#/definitions/')));
  compiled.set(key, validate);
  return validate;
}
