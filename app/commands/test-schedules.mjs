// npm run test:schedules -- [--seeds N] [--real N] [--races N] [--seed S]: a top-up through orders of answers, webhooks, crashes, time-outs and reconciling,
// from seed S on, all against the offline Stripe and its faults: N with the records in memory (10,000 unless told otherwise), N by the real verbs on PostgreSQL (300); then N rounds
// of two web processes and two workers over one account (100). Prints each seed that fails; `--seed S` alone replays it both ways.
import { generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";
import { runTool } from "./parts/run-tool.mjs";

await command(async () => {
  await step("Packages", installPackages);
  await step("Generated code", generate);
  const { code } = await runTool(
    process.execPath,
    ["--import", "tsx", "test/schedules/main.ts", ...process.argv.slice(2)],
    { stdio: "inherit" },
  );
  process.exitCode = code;
});
