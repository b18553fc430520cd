// npm run test:cases -- FILE: runs a file of cases through the rules: counting (of the form of test/fixtures/counting.json) or SLA clocks (test/fixtures/sla.json).
import { readFile } from "node:fs/promises";
import path from "node:path";

import { command } from "./parts/project.mjs";
import { SetupProblem } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

const from = process.cwd();
await command(async () => {
  const [file, ...others] = process.argv.slice(2);
  if (!file || others.length > 0)
    throw new SetupProblem("npm run test:cases takes the name of one file of cases.");
  const text = await read(file);
  const { runCountingCases } = await loadTypeScript("./app/commands/parts/counting-cases.ts");
  const { runSlaCases } = await loadTypeScript("./app/commands/parts/sla-cases.ts");
  const results = runSlaCases(text) ?? runCountingCases(text);
  const failed = results.filter(({ passed }) => !passed);
  for (const { id, expected, got } of failed)
    console.log(`${id}\n  expected  ${expected}\n  got       ${got.replaceAll("\n", "\n            ")}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  process.exit(failed.length === 0 ? 0 : 1);
});

/** The file as it is named from where the command was typed. */
async function read(file) {
  try {
    return await readFile(path.resolve(process.env.INIT_CWD ?? from, file), "utf8");
  } catch {
    throw new SetupProblem(`There is no file ${file} to read.`);
  }
}
