/** Runs one step of a command and prints its name, what came of it and the time it took. */
export async function step(name, run) {
  const began = performance.now();
  const note = await run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `  ${name.padEnd(16)} ${(typeof note === "string" ? note : "done").padEnd(46)} ${seconds.padStart(5)} s`,
  );
}

/** Ends a command with one line on what to do, and exit code 1; what nobody foresaw keeps its trace. @returns {never} */
export function giveUp(error) {
  const foreseen = error instanceof Error && error.name === "SetupProblem";
  console.error(
    foreseen ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  process.exit(1);
}

/** Something that the person at the keyboard can mend: its message says what to do. */
export class SetupProblem extends Error {
  name = "SetupProblem";
}
