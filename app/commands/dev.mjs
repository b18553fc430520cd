// npm run dev: the same servers as the demo, with pages that reload while they are written.
import { generate } from "./parts/build.mjs";
import { installPackages } from "./parts/packages.mjs";
import { command, onlyKnows } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  onlyKnows("npm run dev", ["--reset"]);
  process.env.NODE_ENV = "development";
  await step("Packages", installPackages);
  const { launch } = await loadTypeScript("./app/commands/services/launch.ts");
  await launch({
    web: ["app/commands/dev-web.mjs"],
    env: { NODE_ENV: "development", TEGOED_MODE: "development" },
    prepare: () => step("Generated code", generate),
    reset: process.argv.includes("--reset"),
    show: true,
  });
});
