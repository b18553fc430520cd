import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

import { runTool } from "./run-tool.mjs";

const folder = ".cache/test";
const vitest = (project) => [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--project",
  project,
  "--reporter=dot",
  "--reporter=json",
  `--outputFile.json=${folder}/${project}.json`,
];

/** What npm test is made of: what each phase runs, and how its report is counted. A phase without a report counts as one. */
export const phases = {
  lint: {
    run: [
      "node_modules/eslint/bin/eslint.js",
      ".",
      "--cache",
      "--cache-location",
      ".cache/eslint/",
      "--max-warnings",
      "0",
    ],
  },
  format: { run: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."] },
  messages: { run: ["app/commands/check-messages.mjs"] },
  unused: { run: ["node_modules/knip/bin/knip.js"] },
  types: { run: ["node_modules/typescript-7/bin/tsc", "--noEmit"] },
  unit: { run: vitest("unit"), report: `${folder}/unit.json`, count: countVitest },
  database: { run: vitest("db"), report: `${folder}/db.json`, count: countVitest },
  server: { run: vitest("server"), report: `${folder}/server.json`, count: countVitest },
  browser: {
    run: ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json"],
    report: `${folder}/browser.json`,
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${folder}/browser.json` },
  },
};

/** Runs one phase, prints its name, its numbers and its time, and all that it said when it failed. */
export async function runPhase(name) {
  const { run, report, count, env } = phases[name];
  mkdirSync(folder, { recursive: true });
  if (report) rmSync(report, { force: true });
  const began = performance.now();
  const { code, output } = await runTool(process.execPath, run, { env: { ...env, NO_COLOR: "1" } });
  const counted = report
    ? readReport(report, count)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // A program that fails without a failed test has failed all the same.
  const result = code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `  ${name.padEnd(16)} ${`${result.passed} passed, ${result.failed} failed`.padEnd(46)} ${seconds.padStart(5)} s`,
  );
  for (const title of result.shaky ?? []) console.log(`    failed once, passed on a second try: ${title}`);
  if (result.failed > 0) console.log(output.trimEnd().replaceAll(/^/gm, "    "));
  return result;
}

function readReport(file, count) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  return count(JSON.parse(readFileSync(file, "utf8")));
}

function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const unread = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + unread.length };
}

function countPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    shaky: suites.flatMap(shakyIn),
  };
}

/** The tests of a file or group, and of the groups in it, that passed on a second try only. */
function shakyIn({ title, specs, suites = [] }) {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map((spec) => spec.title);
  return [...own, ...suites.flatMap(shakyIn)].map((name) => `${title} › ${name}`);
}
