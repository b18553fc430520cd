// npm run build: what npm start and npm run worker run.
import { build, generate } from "./parts/build.mjs";
import { command, onlyKnows } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";

await command(async () => {
  onlyKnows("npm run build", []);
  await step("Generated code", generate);
  await step("Build", build);
});
