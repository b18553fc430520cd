// npm test: everything that must hold, on a machine where nothing is installed yet. `npm test -- unit types` runs those phases only.
import { build, generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command, onlyKnows } from "./parts/project.mjs";
import { giveUp, step } from "./parts/say.mjs";
import { phases, runPhase } from "./parts/test-phases.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  onlyKnows("npm test", Object.keys(phases));
  const asked = process.argv.slice(2);
  const wanted = (name) => asked.length === 0 || asked.includes(name);
  process.env.NODE_ENV = "test";
  await step("Packages", installPackages);
  await step("Generated code", generate);
  if (wanted("house") || wanted("browser")) await step("Build", build);
  if (wanted("browser")) {
    await step("Browser", async () => {
      const { findBrowser } = await loadTypeScript("./test/setup/browser.ts");
      return (await findBrowser().catch(giveUp)).executablePath.split("/").at(-1);
    });
  }
  // Reading and unit tests share the two cores; what keeps a database or a browser busy comes alone.
  const line = (...names) =>
    names
      .filter(wanted)
      .reduce(async (before, name) => [...(await before), await runPhase(name)], Promise.resolve([]));
  const results = [
    ...(await Promise.all([line("lint", "format", "messages", "unused", "types"), line("unit")])).flat(),
    ...(await line("database", "house", "browser")),
  ];
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") === 0 ? 0 : 1);
});
