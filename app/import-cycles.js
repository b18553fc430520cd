import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const statement = /^\s*(?:import|export)\b[^;"']*?from\s+"((?:#app\/|\.)[^"]+)"/gm;

/** The imports of each file as it stands on the disk: read once a run. */
const known = new Map();

function pathOf(from, specifier) {
  return specifier.startsWith("#app/")
    ? join("app", specifier.slice("#app/".length))
    : join(dirname(from), specifier);
}

function importsOf(path) {
  const found = known.get(path);
  if (found) return found;
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch {
    // Generated, or written wrong: the compiler says so.
  }
  const imports = [...text.matchAll(statement)].map(([, specifier]) => pathOf(path, specifier));
  known.set(path, imports);
  return imports;
}

/** The shortest way by imports from one file to another, both included; null where there is none. */
function wayTo(goal, start) {
  const ways = new Map([[start, [start]]]);
  for (const [path, way] of ways) {
    if (path === goal) return way;
    for (const next of importsOf(path)) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return null;
}

/** Refuses an import, of a type too, whose file leads back to the importing one. */
const noCycle = {
  meta: { type: "problem", schema: [], messages: { cycle: "This import is a cycle: {{way}}." } },
  create(context) {
    const path = relative(context.cwd, context.filename);
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string" || !/^(#app\/|\.)/.test(specifier)) return;
      const way = wayTo(path, pathOf(path, specifier));
      if (way) context.report({ node, messageId: "cycle", data: { way: [path, ...way].join(" > ") } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

/** The plugin that forbids import cycles (docs/architecture.md). */
export const importCycles = { rules: { "no-cycle": noCycle } };
