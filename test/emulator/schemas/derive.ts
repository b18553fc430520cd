import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { listSchema, symbolOf, TypeWalker } from "#test/emulator/schemas/derive-types.ts";
import type { Route, Schema, SchemaSubset } from "#test/emulator/schemas/json-schema.ts";
import { EMULATED_OBJECTS, EMULATED_OPERATIONS } from "#test/emulator/schemas/operation-names.ts";

type Method = { name: string; route: Route; declaration: ts.MethodDeclaration };

const cjs = path.dirname(createRequire(import.meta.url).resolve("stripe"));
const sdk = path.join(cjs, "..", "esm");

/** Derives route table and schemas from the type declarations of the installed SDK. */
export function deriveSchemas(): SchemaSubset {
  const program = ts.createProgram([path.join(sdk, "stripe.core.d.ts")], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: [],
    skipLibCheck: true,
    strict: true,
  });
  const checker = program.getTypeChecker();
  const methods = findMethods(program, checker);
  const walker = new TypeWalker(checker);
  const wanted = new Set<string>(EMULATED_OPERATIONS);
  const requests: Record<string, Schema> = {};
  const responses: Record<string, Schema> = {};
  for (const method of methods.filter(({ name }) => wanted.has(name))) {
    requests[method.name] = requestSchema(method.declaration, checker, walker);
    responses[method.name] = responseSchema(method.declaration, checker, walker);
  }
  return {
    sdkVersion: readFileSync(path.join(sdk, "..", "VERSION"), "utf8").trim(),
    apiVersion: /ApiVersion = '([^']+)'/.exec(readSdk("apiVersion.js"))?.[1] ?? "",
    routes: methods.map(({ route }) => route),
    requests,
    responses,
    resources: findResources(walker),
    definitions: walker.definitions,
  };
}

function readSdk(file: string): string {
  return readFileSync(path.join(sdk, file), "utf8");
}

function findMethods(program: ts.Program, checker: ts.TypeChecker): Method[] {
  const source = program.getSourceFile(path.join(sdk, "stripe.core.d.ts"));
  const root = source?.statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === "Stripe");
  if (!root || !ts.isClassDeclaration(root)) throw new Error("the SDK declares no class Stripe");
  const found = walkNamespace(root, "", checker);
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function walkNamespace(node: ts.ClassDeclaration, prefix: string, checker: ts.TypeChecker): Method[] {
  return node.members.flatMap((member) => {
    if (!member.name || !ts.isIdentifier(member.name)) return [];
    const name = prefix + member.name.text;
    if (ts.isMethodDeclaration(member)) return resourceMethod(node, member, name);
    if (!ts.isPropertyDeclaration(member) || isHidden(member)) return [];
    const declaration = symbolOf(checker.getTypeAtLocation(member))?.declarations?.find(
      ts.isClassDeclaration,
    );
    if (!declaration?.getSourceFile().fileName.includes("/esm/resources/")) return [];
    return walkNamespace(declaration, `${name}.`, checker);
  });
}

function isHidden(member: ts.PropertyDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  return (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Static)) !== 0;
}

const routeCache = new Map<string, Map<string, [string, string]>>();

function resourceMethod(owner: ts.ClassDeclaration, member: ts.MethodDeclaration, name: string): Method[] {
  const file = owner.getSourceFile().fileName.replace(/\.d\.ts$/, ".js");
  const routes = routeCache.get(file) ?? parseRoutes(file);
  routeCache.set(file, routes);
  const methodName = name.slice(name.lastIndexOf(".") + 1);
  const route = routes.get(`${owner.name?.text ?? ""}.${methodName}`);
  if (!route?.[1].startsWith("/v1/")) return [];
  return [{ name, route: [...route, name], declaration: member }];
}

function parseRoutes(file: string): Map<string, [string, string]> {
  const routes = new Map<string, [string, string]>();
  let owner = "";
  let method = "";
  for (const line of readFileSync(file, "utf8").split("\n")) {
    owner = /^export class (\w+)/.exec(line)?.[1] ?? owner;
    method = /^ {4}(\w+)\(.*\) \{$/.exec(line)?.[1] ?? method;
    const call = /_makeRequest\('(\w+)', ['`]([^'`]+)['`]/.exec(line);
    const [, verb, target] = call ?? [];
    if (verb && target) routes.set(`${owner}.${method}`, [verb, target.replaceAll(/\$\{[^}]+\}/g, "{}")]);
  }
  return routes;
}

function requestSchema(node: ts.MethodDeclaration, checker: ts.TypeChecker, walker: TypeWalker): Schema {
  const params = node.parameters.find((one) => one.name.getText() === "params");
  if (!params?.type) return { type: "object", properties: {}, additionalProperties: false };
  return walker.schema(checker.getTypeFromTypeNode(params.type), { name: "", direction: "request" });
}

function responseSchema(node: ts.MethodDeclaration, checker: ts.TypeChecker, walker: TypeWalker): Schema {
  const promise = node.type;
  if (!promise || !ts.isTypeReferenceNode(promise)) throw new Error("an operation promises nothing");
  const [inner] = promise.typeArguments ?? [];
  if (!inner) throw new Error("an operation's promise has no type");
  const kind = promise.typeName.getText();
  const isList = kind === "ApiListPromise" || kind === "ApiSearchResultPromise";
  const payload = !isList && ts.isTypeReferenceNode(inner) ? (inner.typeArguments?.[0] ?? inner) : inner;
  const type = checker.getTypeFromTypeNode(payload);
  const schema =
    payload.getText() === "Event" ? eventSchema(node, checker, walker) : walker.schema(type, responseField);
  if (!isList) return schema;
  return listSchema(schema, kind === "ApiListPromise" ? "list" : "search_result");
}

const responseField = { name: "", direction: "response" } as const;

function eventSchema(node: ts.MethodDeclaration, checker: ts.TypeChecker, walker: TypeWalker): Schema {
  const base = node
    .getSourceFile()
    .statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === "EventBase");
  if (!base) throw new Error("the SDK declares no EventBase");
  return walker.schema(checker.getTypeAtLocation(base), responseField);
}

function findResources(walker: TypeWalker): Record<string, Schema> {
  const resources: Record<string, Schema> = {};
  for (const [name, definition] of Object.entries(walker.definitions)) {
    const object = definition.properties?.["object"]?.enum?.[0];
    if (!name.startsWith("r.") || name.startsWith("r.Deleted") || typeof object !== "string") continue;
    if (definition.properties?.["id"]) resources[object] ??= { $ref: `#/definitions/${name}` };
  }
  const missing = EMULATED_OBJECTS.filter((object) => !(object in resources));
  if (missing.length > 0) throw new Error(`no declaration of ${missing.join(", ")}`);
  return resources;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const target = new URL("stripe-subset.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(deriveSchemas())}\n`);
}
