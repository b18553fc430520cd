/** The part of JSON Schema draft-07 that the derived schemas use. */
export type Schema = {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";
  enum?: (string | number | boolean)[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: false | Schema;
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
};

/** One API operation: verb, path with `{}` for each id, and the name that the SDK gives it. */
export type Route = [method: string, path: string, name: string];

/** Everything that is derived from one version of the SDK. */
export type SchemaSubset = {
  sdkVersion: string;
  apiVersion: string;
  routes: Route[];
  requests: Record<string, Schema>;
  responses: Record<string, Schema>;
  resources: Record<string, Schema>;
  definitions: Record<string, Schema>;
};
