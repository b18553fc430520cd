// npm run bench: how quick the product is, beside the least that the same work costs. `-- --json FILE` also writes the rows,
// `-- --history 7` measures histories up to ten million entries instead of one; `-- --only draws` measures one part.
import { parseArgs } from "node:util";

import { build, generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  const { json, longest, only } = readWords(process.argv.slice(2));
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  if (only === undefined || only === "pages") await step("Build", build);
  const { bench, isPart } = await loadTypeScript("./test/bench/run.ts");
  if (only !== undefined && !isPart(only)) throw new SetupProblem(`The bench has no part ${only}.`);
  await bench(json, longest, only);
  process.exit(0);
});

function readWords(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "string" },
        history: { type: "string", default: "6" },
        only: { type: "string" },
      },
    });
    const longest = Number(values.history);
    if (Number.isInteger(longest) && longest >= 3 && longest <= 8)
      return { json: values.json, longest, only: values.only };
  } catch {
    // Said below, in our words.
  }
  throw new SetupProblem(
    "npm run bench takes --json FILE, --history N (3 to 8: up to 10^N entries) and --only PART, or nothing.",
  );
}
