import { openApiDocument, type Json } from "#app/api/document.server.ts";

export type ReadableField = { name: string; type: string; required: boolean; detail: string };
export type ReadableOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  detail: string;
  parameters: ReadableField[];
  /** The name of the schema that is sent, or nothing. */
  body: string | null;
  answers: { status: string; detail: string }[];
};
export type ReadableSchema = { name: string; fields: ReadableField[] };
export type ReadableDocument = {
  introduction: string[];
  operations: ReadableOperation[];
  schemas: ReadableSchema[];
};

type Node = Json | undefined;

const at = (value: Node, ...path: string[]): Node =>
  path.reduce<Node>(
    (node, name) =>
      typeof node === "object" && node !== null && !Array.isArray(node) ? node[name] : undefined,
    value,
  );
const text = (value: Node): string => (typeof value === "string" ? value : "");
const entries = (value: Node): [string, Node][] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
const asNode = (value: Node): { [name: string]: Node } => Object.fromEntries(entries(value));
const items = (value: Node): Json[] => (Array.isArray(value) ? value : []);

/** The document as its page shows it: nothing stands there that the document does not say. */
export function readableDocument(): ReadableDocument {
  const document = openApiDocument();
  return {
    introduction: text(at(document, "info", "description")).split("\n\n"),
    operations: entries(document["paths"]).flatMap(([path, methods]) =>
      entries(methods).map(([method, operation]) => readOperation(method, path, operation)),
    ),
    schemas: entries(at(document, "components", "schemas")).map(([name, schema]) => ({
      name,
      fields: fieldsOf(schema),
    })),
  };
}

function readOperation(method: string, path: string, operation: Node): ReadableOperation {
  return {
    id: text(at(operation, "operationId")),
    method: method.toUpperCase(),
    path,
    summary: text(at(operation, "summary")),
    detail: text(at(operation, "description")),
    parameters: items(at(operation, "parameters")).map((one) => ({
      name: text(at(one, "name")),
      type: `${typeOf(at(one, "schema"))}, ${text(at(one, "in"))}`,
      required: at(one, "required") === true,
      detail: text(at(one, "description")),
    })),
    body: refName(at(operation, "requestBody", "content", "application/json", "schema")),
    answers: entries(at(operation, "responses")).map(([status, answer]) => {
      const schema = at(answer, "content", "application/json", "schema");
      return { status, detail: schema ? typeOf(schema) : text(at(answer, "description")) };
    }),
  };
}

function fieldsOf(schema: Node): ReadableField[] {
  const required = items(at(schema, "required"));
  return entries(at(schema, "properties")).map(([name, value]) => ({
    name,
    type: typeOf(value),
    required: required.includes(name),
    detail: text(at(value, "description")),
  }));
}

function refName(schema: Node): string | null {
  const ref = text(at(schema, "$ref"));
  return ref === "" ? null : (ref.split("/").at(-1) ?? null);
}

/** A schema's type in one line: "string (uuid)", "new | done", "array of Client", "string or null". */
function typeOf(schema: Node): string {
  const name = refName(schema);
  if (name) return name;
  const choices = items(at(schema, "anyOf"));
  if (choices.length > 0) return choices.map(typeOf).join(" or ");
  const values = items(at(schema, "enum"));
  if (values.length > 0) return values.map(String).join(" | ");
  const types = at(schema, "type");
  if (Array.isArray(types)) return types.map((one) => typeOf({ ...asNode(schema), type: one })).join(" or ");
  const type = text(types);
  if (type === "array") return `array of ${typeOf(at(schema, "items"))}`;
  if (type === "object")
    return `{ ${entries(at(schema, "properties"))
      .map(([key, value]) => `${key}: ${typeOf(value)}`)
      .join(", ")} }`;
  const limits = [text(at(schema, "format")), limit(schema)].filter(Boolean).join(", ");
  return limits === "" ? type : `${type} (${limits})`;
}

function limit(schema: Node): string {
  const [least, most] = [
    at(schema, "minLength") ?? at(schema, "minimum"),
    at(schema, "maxLength") ?? at(schema, "maximum"),
  ];
  const isBound = typeof most === "number" && most < Number.MAX_SAFE_INTEGER;
  return isBound ? `${typeof least === "number" ? least : 0} to ${most}` : "";
}
