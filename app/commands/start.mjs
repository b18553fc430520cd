// npm start and npm run worker: the built product with real settings. Prints what is missing, and nothing else, when they are not there.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { command } from "./parts/project.mjs";
import { SetupProblem } from "./parts/say.mjs";

await command(async () => {
  process.env.NODE_ENV ??= "production";
  const entry = path.resolve("build/server/index.js");
  if (!existsSync(entry)) throw new SetupProblem("There is no build yet. Run npm run build first.");
  // The built server is the program from here on.
  process.argv[1] = entry;
  await import(pathToFileURL(entry).href).catch((error) => {
    throw new SetupProblem(error instanceof Error ? error.message : String(error));
  });
});
