// npm run demo: the whole product on this machine, with nothing else needed. Plain JavaScript, because nothing may be installed yet.
import { build, generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command, onlyKnows } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  onlyKnows("npm run demo", ["--reset"]);
  // The launcher is a rehearsal, whatever the shell says; the web server under it runs the production build.
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  const { launch } = await loadTypeScript("./app/commands/services/launch.ts");
  await launch({
    web: ["build/server/index.js", "web"],
    env: { NODE_ENV: "production", TEGOED_MODE: "demo" },
    prepare: async () => {
      await step("Generated code", generate);
    },
    build: () => step("Build", build),
    reset: process.argv.includes("--reset"),
  });
});
