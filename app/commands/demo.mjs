// npm run demo: the whole product on this machine, with nothing else needed. Plain JavaScript, because nothing may be installed yet.
import { fileURLToPath } from "node:url";

import { build, generate } from "./parts/build.mjs";
import { nodeProblem } from "./parts/node-version.mjs";
import { installPackages } from "./parts/packages.mjs";
import { giveUp, SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

try {
  const problem = nodeProblem();
  if (problem) throw new SetupProblem(problem);
  const unknown = process.argv.slice(2).filter((word) => word !== "--reset");
  if (unknown.length > 0) throw new SetupProblem(`The demo does not know ${unknown.join(" ")}. It knows --reset, which begins afresh.`);
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  await step("Build", build);
  const { launch } = await loadTypeScript("./app/commands/house/launch.ts");
  await launch({
    web: ["build/server/index.js", "web"],
    env: { NODE_ENV: "production", TEGOED_MODE: "demo" },
    reset: process.argv.includes("--reset"),
  });
} catch (error) {
  giveUp(error);
}
