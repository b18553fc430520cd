import { z } from "zod";

import { partsOf, type Operation } from "#app/api/operation.ts";
import { operations } from "#app/api/operations.server.ts";
import { commonProblems, titleOf } from "#app/api/problem.ts";
import { components, problemSchema } from "#app/api/schemas.ts";
import { apiScopes } from "#app/api/scopes.ts";
import { env } from "#app/platform/env.server.ts";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined };
type Printed = { [name: string]: Json | undefined };

/**
 * `published`: answers may have fields that this document does not name yet, so that a new one breaks no generated client.
 * `exact`: they may not, for tests.
 */
type Print = "published" | "exact";

const kept = new Map<Print, Printed>();

/** The OpenAPI 3.1 document, from the schemas that read what is sent and shape what is answered. */
export function openApiDocument(print: Print = "published"): Printed {
  const known = kept.get(print) ?? makeDocument(print);
  kept.set(print, known);
  return known;
}

const introduction = [
  "The portal's API, for a PSA and for scripts.",
  "Send a key as `Authorization: Bearer tgd_...`; an owner makes it under Settings.",
  "Each change needs an `Idempotency-Key` of your choice: the same key and body again, within a day, answer what they answered the first time and change nothing; the same key with another body is a 422.",
  "Lists answer pages: give `nextCursor` as `cursor` with the same filter. Instants are ISO 8601 with an offset, days `YYYY-MM-DD`, durations whole minutes.",
  'Each read answers an `ETag`: send it as `If-None-Match`, and what has not changed is a 304 without a body. A change of a request\'s state, priority or assignee takes it as `If-Match` (the `revision` in quotes, such as `"7"`, does too): where somebody changed the request meanwhile it is a 412 and nothing changes. Without the header the change is made.',
  "A key may make 600 calls a minute; above that the answer is 429 with `Retry-After`.",
].join("\n\n");

function makeDocument(print: Print): Printed {
  const paths: Record<string, Printed> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation, print) };
  return {
    openapi: "3.1.0",
    info: { title: "Tegoed", version: "1", description: introduction },
    servers: [{ url: `${env().origin}/api/v1` }],
    security: [{ key: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: `A key with scopes: ${apiScopes.join(", ")}` },
      },
      schemas: Object.fromEntries(
        [...components].map(([name, schema]) => [name, schemaOf(schema, print, { isNamed: false })]),
      ),
    },
  };
}

function operationOf(operation: Operation, print: Print): Printed {
  const { id, tag, summary, details, scope, method, params, query, body, answer, status } = operation;
  const parameters = [
    ...partsOf(params).map(([name, schema]) => parameter("path", name, schema)),
    ...partsOf(query).map(([name, schema]) => parameter("query", name, schema)),
    ...(method === "post" ? [idempotencyKey] : [ifNoneMatch]),
    ...(operation.matches ? [ifMatch] : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [details, `Scope: \`${scope}\`.`].filter(Boolean).join(" "),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(method === "post"
      ? {
          requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, print) } } },
        }
      : {}),
    responses: {
      [status]: {
        description: "Done",
        ...(method === "get" ? { headers: { ETag: { schema: { type: "string" } } } } : {}),
        content: { "application/json": { schema: schemaOf(answer, print) } },
      },
      ...(method === "get" ? { 304: { description: "As the ETag that was sent" } } : {}),
      ...Object.fromEntries(problemsOf(operation).map(([code, names]) => [code, problemAnswer(names)])),
    },
  };
}

const idempotencyKey: Printed = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const ifNoneMatch: Printed = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag of an earlier answer: where nothing changed since, the answer is a 304",
  schema: { type: "string" },
};

const ifMatch: Printed = {
  name: "If-Match",
  in: "header",
  required: false,
  description: "The ETag or revision that you know: where it is another one by now, nothing changes",
  schema: { type: "string" },
};

function parameter(where: "path" | "query", name: string, schema: z.core.$ZodType): Printed {
  const { description, ...rest } = schemaOf(schema, "published");
  return {
    name,
    in: where,
    required: where === "path",
    ...(description ? { description } : {}),
    schema: rest,
  };
}

/** The problems that an operation may answer, by their status. */
function problemsOf({ method, path, refusals, matches }: Operation): [string, string[]][] {
  const isChange = method === "post";
  return [
    [
      "400",
      ["invalid-request", ...(isChange ? ["invalid-json", "idempotency-key-missing"] : ["invalid-cursor"])],
    ],
    ["401", ["not-authenticated"]],
    ["403", ["scope-missing"]],
    ...(path.includes("{") || isChange ? [["404", ["not-found"]] satisfies [string, string[]]] : []),
    ...(isChange
      ? ([
          ["409", [...refusals, "busy"]],
          ...(matches ? [["412", ["precondition-failed"]] satisfies [string, string[]]] : []),
          ["413", ["body-too-large"]],
          ["415", ["not-json"]],
          ["422", ["other-request"]],
        ] satisfies [string, string[]][])
      : []),
    ["429", ["too-many-requests"]],
    ["500", ["internal-error"]],
  ];
}

function problemAnswer(names: string[]): Printed {
  const words = names.map(
    (name) => `\`${name}\`${isCommon(name) ? "" : ` (${titleOf(name).toLowerCase()})`}`,
  );
  return {
    description: words.join(", "),
    content: { "application/problem+json": { schema: schemaOf(problemSchema, "published") } },
  };
}

const isCommon = (name: string): boolean => name in commonProblems;

/** A schema as the document prints it: one with a name as a reference, unless it is printed as the component itself. */
function schemaOf(schema: z.core.$ZodType, print: Print, { isNamed = true } = {}): Printed {
  const name = z.globalRegistry.get(schema)?.id;
  if (isNamed && name !== undefined) return { $ref: `#/components/schemas/${name}` };
  const io = isInput(schema) ? "input" : "output";
  const printed: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io })));
  const whole = isPrinted(printed) ? printed : {};
  const own = isPrinted(whole["$defs"]) && name !== undefined ? whole["$defs"][name] : undefined;
  const { $schema: _, $defs: _defs, id: _id, ...rest } = isPrinted(own) ? own : whole;
  return tidied(rest, print === "published" && io === "output");
}

/** What is sent is strict: an unknown field is refused. */
function isInput(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
}

const isPrinted = (value: unknown): value is Printed =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Points references to the document's own components, and leaves out what only this library needs. */
function tidied(printed: Printed, open: boolean): Printed {
  const out: Printed = {};
  for (const [name, value] of Object.entries(printed)) {
    if (open && name === "additionalProperties") continue;
    // Formats say it; the patterns of ids and instants are long.
    if (name === "pattern" && printed["format"] !== undefined) continue;
    if (name === "$ref" && typeof value === "string")
      out[name] = value.replace("#/$defs/", "#/components/schemas/");
    else out[name] = tidiedValue(value, open);
  }
  return out;
}

function tidiedValue(value: Json | undefined, open: boolean): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => tidiedValue(one, open) ?? null);
  return isPrinted(value) ? tidied(value, open) : value;
}
