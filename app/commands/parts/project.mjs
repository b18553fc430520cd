import { fileURLToPath } from "node:url";

import { nodeProblem } from "./node-version.mjs";
import { giveUp, SetupProblem } from "./say.mjs";

/** Runs a command from the project's folder on a Node.js that is new enough; problems end in one line and exit code 1. */
export async function command(run) {
  try {
    const problem = nodeProblem();
    if (problem) throw new SetupProblem(problem);
    process.chdir(fileURLToPath(new URL("../../..", import.meta.url)));
    await run();
  } catch (error) {
    giveUp(error);
  }
}

/** Refuses words on the command line that the command does not know. */
export function onlyKnows(name, known) {
  const unknown = process.argv.slice(2).filter((word) => !known.includes(word));
  if (unknown.length > 0)
    throw new SetupProblem(
      `${name} does not know ${unknown.join(" ")}. ${known.length > 0 ? `It knows ${known.join(", ")}.` : "It takes no words."}`,
    );
}
