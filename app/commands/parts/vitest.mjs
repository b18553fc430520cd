import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { runTool } from "./run-tool.mjs";

/** Runs test files on a PostgreSQL of their own (or DATABASE_URL's) and counts; failed 0 with passed 0 means that none could start. */
export async function runDatabaseTests(files, { cwd = process.cwd(), env = {}, bail = false, report = ".cache/test/some.json" } = {}) {
  const file = path.resolve(report);
  rmSync(file, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "db", ...(bail ? ["--bail=1"] : []), "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`, ...files];
  const { output } = await runTool(process.execPath, args, { cwd, env: { ...env, NO_COLOR: "1" } });
  if (!existsSync(file)) return { passed: 0, failed: 0, failures: [], output };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
  const failures = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName));
  return { passed: numPassedTests, failed: numFailedTests, failures, output };
}
