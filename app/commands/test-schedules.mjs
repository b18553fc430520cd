// npm run test:schedules -- --seeds N [--seed S]: a top-up through N orders of answers, webhooks, crashes, time-outs and reconciling
// (10,000 unless told otherwise), from seed S on. Prints each seed that fails; `--seed S` alone replays it.
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";
import { runTool } from "./parts/run-tool.mjs";

await command(async () => {
  await step("Packages", installPackages);
  const { code } = await runTool(process.execPath, ["--import", "tsx", "test/schedules/main.ts", ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = code;
});
