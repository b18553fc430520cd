import { subset } from "#test/emulator/schemas/subset.ts";

/** The operation that a request asks for, with the ids in its path. */
export type Match = { operation: string; ids: string[] };

type Entry = { method: string; parts: string[]; operation: string };

let table: Entry[] | undefined;

/** Finds the Stripe operation of a verb and path; undefined when Stripe has none. */
export function matchRoute(method: string, path: string): Match | undefined {
  const asked = path.split("/").filter((part) => part !== "");
  table ??= buildTable();
  for (const { operation, parts, method: verb } of table) {
    if (verb !== method || parts.length !== asked.length) continue;
    const fits = parts.every((part, index) => part === "{}" || part === asked[index]);
    if (!fits) continue;
    const ids = asked.filter((_, index) => parts[index] === "{}").map(decodeURIComponent);
    return { operation, ids };
  }
  return undefined;
}

function buildTable(): Entry[] {
  const entries = subset().routes.map(([method, path, operation]) => {
    return { method, operation, parts: path.split("/").filter((part) => part !== "") };
  });
  const wild = ({ parts }: Entry) => parts.filter((part) => part === "{}").length;
  return entries.sort((one, other) => wild(one) - wild(other));
}
