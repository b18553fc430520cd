// npm test: everything that must hold, on a machine where nothing is installed yet. `npm test -- unit types` runs those phases only,
// `npm test -- --at 2028-02-29T23:59` has the tests' clock begin at that time (of the demo's zone, or with an offset) instead of the usual one.
import { parseArgs } from "node:util";

import { build, generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { giveUp, SetupProblem, step } from "./parts/say.mjs";
import { phases, runPhase } from "./parts/test-phases.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  const { at, asked } = readWords(process.argv.slice(2));
  if (at) process.env.TEGOED_TEST_NOW = at;
  const wanted = (name) => asked.length === 0 || asked.includes(name);
  process.env.NODE_ENV = "test";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  if (wanted("server") || wanted("browser")) await step("Build", build);
  if (wanted("browser")) {
    await step("Browser", async () => {
      const { findBrowser } = await loadTypeScript("./test/setup/browser.ts");
      return (await findBrowser().catch(giveUp)).executablePath.split("/").at(-1);
    });
  }
  // Reading and unit tests share the two cores; what keeps a database or a browser busy comes alone.
  const line = (...names) =>
    names
      .filter(wanted)
      .reduce(async (before, name) => [...(await before), await runPhase(name)], Promise.resolve([]));
  const results = [
    ...(await Promise.all([line("lint", "messages", "unused"), line("unit", "format", "types")])).flat(),
    ...(await line("database", "server", "browser")),
  ];
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") === 0 ? 0 : 1);
});

/** The phases that are asked for, and the time at which the tests' clock begins if one is. */
function readWords(words) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: { at: { type: "string" } },
      allowPositionals: true,
    });
    const unknown = positionals.filter((word) => !Object.keys(phases).includes(word));
    if (unknown.length === 0 && isTime(values.at)) return { at: values.at, asked: positionals };
  } catch {
    // Said below, in our words.
  }
  throw new SetupProblem(
    `npm test takes ${Object.keys(phases).join(", ")}, or none for all; and --at 2028-02-29T23:59, a time for the tests' clock.`,
  );
}

function isTime(text) {
  if (text === undefined) return true;
  const [, wall = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const date = new Date(`${wall}:00Z`);
  // A day that doesn't exist would be read as the next one.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(wall);
}
