import { spawn } from "node:child_process";

import { SetupProblem } from "./say.mjs";

/** Runs a program and keeps its output; resolves with the exit code and all that it printed. */
export function runTool(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      env: { ...process.env, ...options.env },
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString("utf8") }),
    );
  });
}

/** Runs a program that must succeed; its output is shown when it does not. */
export async function mustRun(what, command, args, options = {}) {
  const { code, output } = await runTool(command, args, options);
  if (code === 0) return;
  process.stderr.write(output.endsWith("\n") ? output : `${output}\n`);
  throw new SetupProblem(`${what} did not succeed (see above).`);
}
