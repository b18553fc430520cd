import { Ajv, type ValidateFunction } from "ajv";
import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, parseObject, str } from "#test/emulator/json.ts";
import { subset } from "#test/emulator/schemas/subset.ts";

/** What has been compiled stays in the process: the test files of one worker load this module anew. */
declare global {
  var stripeSchemas: { ajv: Ajv; compiled: Map<string, ValidateFunction> } | undefined;
}

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
  const validate = validatorOf(schema);
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => {
    const detail = JSON.stringify(error.params);
    return `${name}${error.instancePath}: ${error.message ?? "invalid"} ${detail}`;
  });
}

function validatorOf(schema: object): ValidateFunction {
  const { ajv, compiled } = (globalThis.stripeSchemas ??= {
    ajv: withDefinitions(),
    compiled: new Map<string, ValidateFunction>(),
  });
  const key = JSON.stringify(schema);
  const validate =
    compiled.get(key) ?? ajv.compile(parseObject(key.replaceAll('"#/definitions/', '"stripe#/definitions/')));
  compiled.set(key, validate);
  return validate;
}

function withDefinitions(): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addSchema({ $id: "stripe", definitions: subset().definitions });
  return ajv;
}
