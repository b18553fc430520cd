// npm run bench: how quick the product is, beside the least that the same work costs. `-- --json FILE` also writes the rows,
// `-- --history 7` measures histories up to ten million entries instead of one; `-- --only draws`, or `-- draws`, measures one part.
// For the pages: `--against COMMIT` runs that commit in turn with this one, `--node 24` takes that Node.js from npm, `--page hours` measures
// one page, `--rounds 5` and `--seconds 8` measure for longer.
import { parseArgs } from "node:util";

import { build, generate } from "./parts/build.mjs";
import { installNode } from "./parts/node-version.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  const { json, longest, only, node, ...pages } = readWords(process.argv.slice(2));
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  if (only === undefined || only === "pages") await step("Build", build);
  let other;
  if (node) await step(`Node ${node}`, async () => (other = await installNode(node)));
  const { bench, isPart } = await loadTypeScript("./test/bench/run.ts");
  if (only !== undefined && !isPart(only)) throw new SetupProblem(`The bench has no part ${only}.`);
  await bench(json, longest, only, { ...pages, node: other });
  process.exit(0);
});

function readWords(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "string" },
        history: { type: "string", default: "6" },
        only: { type: "string" },
        against: { type: "string" },
        node: { type: "string" },
        page: { type: "string" },
        rounds: { type: "string", default: "3" },
        seconds: { type: "string", default: "4" },
      },
    });
    const { json, only = positionals[0], against, node, page } = values;
    const [longest, rounds, seconds] = [values.history, values.rounds, values.seconds].map(Number);
    const fits = [longest, rounds, seconds].every(Number.isInteger) && rounds > 0 && seconds > 0;
    if (fits && longest >= 3 && longest <= 8 && positionals.length < 2)
      return { json, longest, only, against, node, page, rounds, seconds };
  } catch {
    // Said below, in our words.
  }
  throw new SetupProblem(
    "npm run bench takes PART or --only PART, --json FILE, --history N (3 to 8: up to 10^N entries), and for the pages --against COMMIT, --node 24, --page NAME, --rounds N, --seconds N.",
  );
}
