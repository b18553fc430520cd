// npm run letters: writes every letter with example contents, in three languages, as pages to look at.
import { generate } from "./parts/build.mjs";
import { command } from "./parts/project.mjs";
import { step } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

await command(async () => {
  process.env.NODE_ENV = "test";
  await step("Generated code", generate);
  const { writeLetters } = await loadTypeScript("./app/commands/services/write-letters.ts");
  await step("Letters", async () => `open ${await writeLetters(".data/letters")}`);
});
