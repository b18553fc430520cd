import { createHash } from "node:crypto";

import pg from "pg";

import { Prisma } from "#app/platform/generated/prisma/client.ts";

// Named statements are planned once a connection: planning is most of what a page's queries cost.
const names = new Map<string, string>();
const namesAtMost = 2000;

/**
 * The name under which PostgreSQL keeps a statement's plan; none once 2,000 texts have one, so that lists of any length can't
 * fill its memory. A plan holds for one role, so each kind of scope has its own.
 */
export function statementName(text: string, kind = ""): string | undefined {
  const known = names.get(text);
  if (known === undefined && names.size >= namesAtMost) return undefined;
  const name = known ?? createHash("sha1").update(text).digest("base64url");
  if (known === undefined) names.set(text, name);
  return kind + name;
}

/** Reads values as Prisma's own raw queries do: whole numbers of 64 bits are bigint, days are their midnight in UTC. */
export const valueTypes = new pg.TypeOverrides();
const { builtins } = pg.types;
valueTypes.setTypeParser(builtins.INT8, BigInt);
valueTypes.setTypeParser(builtins.NUMERIC, (text) => new Prisma.Decimal(text));
valueTypes.setTypeParser(builtins.DATE, (text) => new Date(text));

/** A value as it is sent: instants in UTC, whatever zone this process or the server is in. */
export function sentValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(sentValue) : value;
}
