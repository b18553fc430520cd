import { commonFields, ownFields, ownTables, type AgreementKind } from "./kinds.ts";
import type { Known } from "./rules/clauses.ts";

/** The fields and tables that the clauses of a kind may name. */
export function knownNames(kind: AgreementKind): Known {
  return { fields: [...commonFields, ...ownFields[kind]], tables: ownTables[kind] };
}
