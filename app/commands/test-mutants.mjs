// npm run test:mutants: takes one guard away at a time, in a copy, and holds the tests to noticing. Where the built server is tested, the copy is built.
// `npm run test:mutants -- WORD` tries only those whose name, or a file of theirs, has the word.
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { mustRun } from "./parts/run-tool.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";
import { runTests } from "./parts/vitest.mjs";

const folder = "test/mutants";
const serverTests = "test/routes/";

await command(async () => {
  process.env.NODE_ENV = "test";
  const mutants = (await readMutants()).filter(({ guard, edits }) =>
    [guard, ...edits.map(({ file }) => file)].join(" ").includes(process.argv[2] ?? ""),
  );
  if (mutants.length === 0) throw new SetupProblem("No guard has that word in its name.");
  await step("Packages", installPackages);
  await step("Generated code", generate);
  const copy = await copyProject();
  const { startTestServer } = await loadTypeScript("./test/setup/postgres.ts");
  const server = process.env.DATABASE_URL ? undefined : await startTestServer();
  const options = {
    cwd: copy,
    bail: true,
    report: path.join(copy, "report.json"),
    env: {
      MODEL_RUNS: "60",
      MODEL_LENGTH: "60",
      MODEL_SEED: "1",
      MODEL_SHRINK: "no",
      TEST_PATIENCE: "0.7",
      ...(server ? { DATABASE_URL: server.adminUrl } : {}),
    },
  };
  // The kinds of tests don't run in one go; the quick ones come first.
  const run = async (files, only) => {
    const sum = { passed: 0, failed: 0, failures: [], output: "" };
    for (const kind of ["test/unit/", "test/db/", serverTests]) {
      const some = files.filter((name) => name.startsWith(kind));
      if (some.length === 0 || sum.failed > 0) continue;
      if (kind === serverTests)
        await mustRun("The build of the copy", process.execPath, ["app/commands/build.mjs"], { cwd: copy });
      const { passed, failed, failures, output } = await runTests(some, { ...options, only });
      Object.assign(sum, {
        passed: sum.passed + passed,
        failed: sum.failed + failed,
        failures: [...sum.failures, ...failures],
        output: sum.output + output,
      });
      if (passed + failed === 0) return { ...sum, passed: 0 };
    }
    return sum;
  };
  const total = { passed: 0, failed: 0 };
  try {
    await step("Nothing changed", async () => {
      const { passed, failed, failures, output } = await run([
        ...new Set(mutants.flatMap(({ tests }) => tests)),
      ]);
      if (failed > 0 || passed === 0)
        throw new SetupProblem(`The tests fail as they are: ${failures.join("; ") || output}`);
      return `${passed} tests pass`;
    });
    for (const { guard, edits, tests, only } of mutants) {
      const files = await Promise.all(
        edits.map(async (edit) => ({ ...edit, text: await readFile(path.join(copy, edit.file), "utf8") })),
      );
      const lost = files.filter(({ text, from }) => text.split(from).length !== 2);
      if (lost.length > 0) {
        total.failed += 1;
        console.log(
          `  ${guard}\n    LOST: ${lost.map(({ file, text, from }) => `${file} holds its text ${text.split(from).length - 1} times`).join(", ")}`,
        );
        continue;
      }
      // One file may lose more than one piece.
      for (const { file, from, to } of edits)
        await writeFile(
          path.join(copy, file),
          (await readFile(path.join(copy, file), "utf8")).replace(from, () => to),
        );
      const began = performance.now();
      const { passed, failed, failures, output } = await run(tests, only);
      for (const { file, text } of files) await writeFile(path.join(copy, file), text);
      const verdict =
        failed > 0
          ? `killed by ${failures[0]}`
          : passed > 0
            ? "SURVIVED"
            : `BROKEN: no test could run\n${output}`;
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
  const read = (
    await Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8"))))
  ).flat();
  return read.map(({ file, from, to, edits = [{ file, from, to }], ...mutant }) => ({ ...mutant, edits }));
}

/** All that tests need, beside a link to the packages. */
async function copyProject() {
  const copy = await mkdtemp(path.join(os.tmpdir(), "tegoed-mutants-"));
  const needed = [
    "app",
    "emails",
    "prisma",
    "prisma.config.ts",
    "public",
    "test",
    "package.json",
    "package-lock.json",
    "remix.config.js",
    "tsconfig.json",
    "vite.config.ts",
    "vitest.config.ts",
  ];
  for (const name of needed) await cp(name, path.join(copy, name), { recursive: true });
  await symlink(path.resolve("node_modules"), path.join(copy, "node_modules"), "dir");
  return copy;
}
