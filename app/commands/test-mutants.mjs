// npm run test:mutants: takes one guard of ledger and billing away at a time, in a copy, and holds the tests to noticing.
// `npm run test:mutants -- WORD` tries only those whose name, or file, has the word.
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";
import { runTests } from "./parts/vitest.mjs";

const folder = "test/mutants";

await command(async () => {
  process.env.NODE_ENV = "test";
  const mutants = (await readMutants()).filter(({ guard, file }) => `${guard} ${file}`.includes(process.argv[2] ?? ""));
  if (mutants.length === 0) throw new SetupProblem("No guard has that word in its name.");
  await step("Packages", installPackages);
  await step("Generated code", generate);
  const copy = await copyProject();
  const { startTestServer } = await loadTypeScript("./test/setup/postgres.ts");
  const server = process.env.DATABASE_URL ? undefined : await startTestServer();
  const options = {
    cwd: copy, bail: true, report: path.join(copy, "report.json"),
    env: { MODEL_RUNS: "60", MODEL_LENGTH: "60", MODEL_SEED: "1", MODEL_SHRINK: "no", ...(server ? { DATABASE_URL: server.adminUrl } : {}) },
  };
  // Unit tests and tests of the database don't run in one go; the quick ones come first.
  const run = async (files) => {
    const sum = { passed: 0, failed: 0, failures: [], output: "" };
    for (const some of [files.filter((name) => name.startsWith("test/unit/")), files.filter((name) => !name.startsWith("test/unit/"))]) {
      if (some.length === 0 || sum.failed > 0) continue;
      const { passed, failed, failures, output } = await runTests(some, options);
      Object.assign(sum, { passed: sum.passed + passed, failed: sum.failed + failed, failures: [...sum.failures, ...failures], output: sum.output + output });
      if (passed + failed === 0) return { ...sum, passed: 0 };
    }
    return sum;
  };
  const total = { passed: 0, failed: 0 };
  try {
    await step("Nothing changed", async () => {
      const { passed, failed, failures, output } = await run([...new Set(mutants.flatMap(({ tests }) => tests))]);
      if (failed > 0 || passed === 0) throw new SetupProblem(`The tests fail as they are: ${failures.join("; ") || output}`);
      return `${passed} tests pass`;
    });
    for (const { guard, file, from, to, tests } of mutants) {
      const text = await readFile(path.join(copy, file), "utf8");
      if (text.split(from).length !== 2) {
        total.failed += 1;
        console.log(`  ${guard}\n    LOST: ${file} holds its text ${text.split(from).length - 1} times`);
        continue;
      }
      await writeFile(path.join(copy, file), text.replace(from, () => to));
      const began = performance.now();
      const { passed, failed, failures, output } = await run(tests);
      await writeFile(path.join(copy, file), text);
      const verdict = failed > 0 ? `killed by ${failures[0]}` : passed > 0 ? "SURVIVED" : `BROKEN: no test could run\n${output}`;
      total[failed > 0 ? "passed" : "failed"] += 1;
      console.log(`  ${guard}\n    ${verdict} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    }
  } finally {
    await server?.stop();
    await rm(copy, { recursive: true, force: true });
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
});

async function readMutants() {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return (await Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8"))))).flat();
}

/** All that tests need, beside a link to the packages. */
async function copyProject() {
  const copy = await mkdtemp(path.join(os.tmpdir(), "tegoed-mutants-"));
  for (const name of ["app", "emails", "prisma", "test", "package.json", "tsconfig.json", "vitest.config.ts"]) await cp(name, path.join(copy, name), { recursive: true });
  await symlink(path.resolve("node_modules"), path.join(copy, "node_modules"), "dir");
  return copy;
}
