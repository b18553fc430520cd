import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { runTool } from "./run-tool.mjs";

/** Runs test files (with `only`, their tests whose names hold it), those of the database on a PostgreSQL of their own (or DATABASE_URL's), and counts; failed 0 with passed 0 means that none could start. */
export async function runTests(
  files,
  { cwd = process.cwd(), env = {}, bail = false, only = "", report = ".cache/test/some.json" } = {},
) {
  const file = path.resolve(report);
  rmSync(file, { force: true });
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...(bail ? ["--bail=1"] : []),
    ...(only ? ["-t", only] : []),
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...files,
  ];
  const { code, output } = await runTool(process.execPath, args, { cwd, env: { ...env, NO_COLOR: "1" } });
  if (!existsSync(file)) return { passed: 0, failed: 0, failures: [], output };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
  const failures = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  // A file whose preparation fails has failed, though none of its tests ran.
  const unread = testResults
    .filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    )
    .map(({ name }) => path.basename(name));
  // Stopped at its first failure, a run may end before the report has it: the exit code says so all the same.
  const unsaid =
    code !== 0 && numPassedTests > 0 && numFailedTests + unread.length === 0
      ? ["a test that the report leaves out"]
      : [];
  return {
    passed: numPassedTests,
    failed: numFailedTests + unread.length + unsaid.length,
    failures: [...failures, ...unread, ...unsaid],
    output,
  };
}
