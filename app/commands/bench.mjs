// npm run bench: how quick the product is, beside the least that the same work costs. `-- --json FILE` also writes the rows.
import { build, generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command } from "./parts/project.mjs";
import { SetupProblem, step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  const [flag, file, ...more] = process.argv.slice(2);
  if ((flag !== undefined && flag !== "--json") || (flag && !file) || more.length > 0) throw new SetupProblem("npm run bench takes nothing, or --json FILE.");
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  await step("Build", build);
  const { bench } = await loadTypeScript("./test/bench/run.ts");
  await bench(file);
  process.exit(0);
});
