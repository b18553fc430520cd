import ts from "typescript";
import type { Schema } from "#test/emulator/schemas/json-schema.ts";
import { EMULATED_OBJECTS } from "#test/emulator/schemas/operation-names.ts";

type Direction = "request" | "response";
type Field = { name: string; direction: Direction };

const FRACTIONAL = /percent|latitude|longitude|rate/;
const emulated = new Set<string>(EMULATED_OBJECTS);

/** Turns TypeScript types of the SDK into JSON Schema; named types become shared definitions. */
export class TypeWalker {
  readonly definitions: Record<string, Schema> = {};
  readonly #names = new Map<ts.Symbol, string>();
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The schema of one type, as a request (closed enums) or a response (open enums). */
  schema(type: ts.Type, field: Field): Schema {
    if (type.isUnion()) return this.#union(type, field);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { enum: [this.#checker.typeToString(type) === "true"] };
    }
    if (type.flags & ts.TypeFlags.String) return { type: "string" };
    if (type.flags & ts.TypeFlags.Number) {
      return { type: FRACTIONAL.test(field.name) ? "number" : "integer" };
    }
    if (type.flags & ts.TypeFlags.Boolean) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (type.isIntersection()) return { type: "string" };
    return this.#object(type, field);
  }

  #union(type: ts.UnionType, field: Field): Schema {
    const literals: string[] = [];
    const others: Schema[] = [];
    let open = false;
    let nullable = false;
    let booleans = 0;
    for (const member of type.types) {
      if (member.isStringLiteral()) literals.push(member.value);
      else if (isOtherString(member)) open = true;
      else if (member.flags & ts.TypeFlags.BooleanLiteral) booleans += 1;
      else if (member.flags & ts.TypeFlags.Null) nullable = true;
      else if (member.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) continue;
      else if (this.#isForeignResource(member)) continue;
      else others.push(this.schema(member, field));
    }
    const plainString = others.some((other) => other.type === "string" && !other.enum);
    if (booleans === 2) others.push({ type: "boolean" });
    if (booleans === 1) others.push({ enum: [true] });
    if (literals.length > 0 && !plainString) {
      const closed = field.direction === "request" || !open;
      others.push(closed ? { type: "string", enum: literals.sort() } : { type: "string" });
    }
    if (nullable && field.direction === "response") others.push({ type: "null" });
    const [only] = others;
    return others.length === 1 && only ? only : { anyOf: others };
  }

  #object(type: ts.Type, field: Field): Schema {
    const [element] = this.#checker.isArrayType(type) ? typeArguments(this.#checker, type) : [];
    if (element) return { type: "array", items: this.schema(element, field) };
    const symbol = symbolOf(type);
    if (!symbol) return {};
    if (symbol.name === "Decimal") return { type: "string" };
    if (symbol.name === "ApiList") return this.#list(type, field);
    if (this.#isForeignResource(type)) return { type: "null" };
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (index) return { type: "object", additionalProperties: this.schema(index.type, field) };
    const fullName = this.#checker.getFullyQualifiedName(symbol);
    if (fullName.endsWith("Event.Data.Object") || fullName.endsWith("Data.PreviousAttributes")) {
      return { type: "object" };
    }
    return symbol.name.startsWith("__") ? this.#shape(type, field) : this.#named(type, symbol, field);
  }

  #list(type: ts.Type, field: Field): Schema {
    const [element] = typeArguments(this.#checker, type);
    const items = element && !this.#isForeignResource(element) ? this.schema(element, field) : {};
    return listSchema(items);
  }

  #named(type: ts.Type, symbol: ts.Symbol, field: Field): Schema {
    let name = this.#names.get(symbol);
    if (!name) {
      name = this.#freshName(symbol, field.direction);
      this.#names.set(symbol, name);
      this.definitions[name] = {};
      this.definitions[name] = this.#shape(type, field);
    }
    return { $ref: `#/definitions/${name}` };
  }

  #freshName(symbol: ts.Symbol, direction: Direction): string {
    const full = this.#checker.getFullyQualifiedName(symbol).replace(/^".*"\./, "");
    const base = `${direction === "request" ? "q" : "r"}.${full}`;
    let name = base;
    for (let count = 2; name in this.definitions; count += 1) name = `${base}.${String(count)}`;
    return name;
  }

  #shape(type: ts.Type, field: Field): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const declared = this.#checker.getTypeOfSymbol(property);
      if (declared.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) continue;
      const schema = this.schema(declared, { name: property.name, direction: field.direction });
      if (schema.anyOf?.length === 0) continue;
      properties[property.name] = schema;
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const shape: Schema = { type: "object", properties, additionalProperties: false };
    if (required.length > 0) shape.required = required;
    return shape;
  }

  #isForeignResource(type: ts.Type): boolean {
    if (!(type.flags & ts.TypeFlags.Object)) return false;
    const object = type.getProperty("object");
    const id = type.getProperty("id");
    if (!object || !id) return false;
    const literal = this.#checker.getTypeOfSymbol(object);
    return !(literal.isStringLiteral() && emulated.has(literal.value));
  }
}

/** The schema of a Stripe list of the given items. */
export function listSchema(items: Schema, object: "list" | "search_result" = "list"): Schema {
  return {
    type: "object",
    properties: {
      object: { enum: [object] },
      data: { type: "array", items },
      has_more: { type: "boolean" },
      url: { type: "string" },
    },
    required: ["object", "data", "has_more", "url"],
    additionalProperties: false,
  };
}

function typeArguments(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

function isOtherString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "target" in type;
}

/** The symbol that names a type; types such as `unknown` have none, whatever the declarations say. */
export function symbolOf(type: ts.Type): ts.Symbol | undefined {
  return type.aliasSymbol ?? type.symbol;
}
