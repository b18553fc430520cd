import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { moduleLines } from "#app/modules.js";

const modules: string[] = moduleLines.flat();
const read = (file: string): string => readFileSync(file, "utf8");

test("the README and the architecture list every module, in the order of app/modules.js", () => {
  const [, tree = ""] = /\napp\/\n([^]*?)\nemails\//.exec(read("README.md")) ?? [];
  const inReadme = [...tree.matchAll(/^ {2}([a-z]+)\/ /gm)].map(([, name = ""]) => name);
  expect(inReadme).toEqual([...modules, "routes", "commands"]);

  const [, table = ""] = /\| module \| holds \|\n([^]*?)\n\n/.exec(read("docs/architecture.md")) ?? [];
  const rows = table.split("\n").map((row) => row.split("|")[1] ?? "");
  const inArchitecture = rows.flatMap((cell) => [...cell.matchAll(/`([a-z]+)`/g)].map(([, name]) => name));
  expect(inArchitecture).toEqual([...modules, "routes"]);
});
