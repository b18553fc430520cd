import type { Operation } from "#app/api/operation.ts";
import { changeOperations } from "#app/api/operations/changes.server.ts";
import { clientOperations } from "#app/api/operations/clients.server.ts";
import { requestOperations } from "#app/api/operations/requests.server.ts";
import { timeOperations } from "#app/api/operations/time.server.ts";

/** Every operation of the API: the handler and the document are made from this table. */
export const operations: readonly Operation[] = [
  ...clientOperations,
  ...requestOperations,
  ...changeOperations,
  ...timeOperations,
];

export type Found =
  | { found: "operation"; operation: Operation; params: Record<string, string> }
  | { found: "path"; allow: string[] }
  | null;

/** Which operation answers at a path below /api/v1; `path` where the address is one of ours, but not with this method. */
export function findOperation(method: string, path: string): Found {
  const parts = path.split("/");
  const here = operations.flatMap((operation) => {
    const params = paramsOf(operation.path.split("/"), parts);
    return params ? [{ operation, params }] : [];
  });
  if (here.length === 0) return null;
  const one = here.find(({ operation }) => operation.method === method.toLowerCase());
  return one
    ? { found: "operation", ...one }
    : { found: "path", allow: here.map(({ operation }) => operation.method.toUpperCase()) };
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, wanted] of pattern.entries()) {
    const part = parts[at] ?? "";
    if (wanted.startsWith("{")) params[wanted.slice(1, -1)] = part;
    else if (wanted !== part) return null;
  }
  return params;
}
