export { SetupProblem } from "../../platform/setup-problem.js";

/** Runs one step of a command: prints its name when it begins; when it ends, what came of it and the time it took. */
export async function step(name, run) {
  const began = performance.now();
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(isTerminal ? `  ${name.padEnd(16)} ...` : `  ${name} ...\n`);
  let note;
  try {
    note = await run();
  } catch (error) {
    if (isTerminal) process.stdout.write("\n");
    throw error;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const outcome = (typeof note === "string" ? note : "done").padEnd(46);
  process.stdout.write(`${isTerminal ? "\r" : ""}  ${name.padEnd(16)} ${outcome} ${seconds.padStart(5)} s\n`);
}

/** Ends a command with one line on what to do, and exit code 1; what nobody foresaw keeps its trace. @returns {never} */
export function giveUp(error) {
  const foreseen = error instanceof Error && error.name === "SetupProblem";
  console.error(
    foreseen ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  process.exit(1);
}
