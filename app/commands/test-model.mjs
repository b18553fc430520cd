// npm run test:model -- --runs 50000: many more random sequences of acts on the hours ledger than npm test runs. --seed S runs one batch again.
import { randomInt } from "node:crypto";

import { generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";
import { runTests } from "./parts/vitest.mjs";

const batch = 500;

await command(async () => {
  const { runs, seed } = readWords(process.argv.slice(2));
  process.env.NODE_ENV = "test";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  const { startTestServer } = await loadTypeScript("./test/setup/postgres.ts");
  const server = process.env.DATABASE_URL ? undefined : await startTestServer();
  const total = { passed: 0, failed: 0 };
  for (let told = 0; told < runs; told += batch) {
    const sequences = Math.min(batch, runs - told);
    const batchSeed = seed ?? randomInt(2 ** 31 - 10);
    const env = {
      MODEL_RUNS: String(sequences),
      MODEL_SEED: String(batchSeed),
      MODEL_SECONDS: "3600",
      ...(server ? { DATABASE_URL: server.adminUrl } : {}),
    };
    await step(`Sequences ${told + 1} to ${told + sequences}`, async () => {
      const { passed, output } = await runTests(["test/db/ledger/model.test.ts"], {
        env,
        report: ".cache/test/model.json",
      });
      total.passed += passed > 0 ? sequences : 0;
      total.failed += passed > 0 ? 0 : 1;
      if (passed === 0) console.log(output.trimEnd().replaceAll(/^/gm, "    "));
      return passed > 0
        ? "no defect"
        : `failed: npm run test:model -- --runs ${sequences} --seed ${batchSeed}`;
    });
  }
  await server?.stop();
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
});

function readWords(words) {
  const known = { "--runs": 5000, "--seed": undefined };
  for (let at = 0; at < words.length; at += 2) {
    const value = Number(words[at + 1]);
    if (!(words[at] in known) || !Number.isSafeInteger(value) || value < 0)
      throw new SetupProblem("npm run test:model takes --runs N and --seed S.");
    known[words[at]] = value;
  }
  return { runs: known["--runs"], seed: known["--seed"] };
}
