import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";

import { mustRun } from "./run-tool.mjs";
import { SetupProblem } from "./say.mjs";

const needed = [20, 19];

/** Says why this Node.js is too old, or nothing when it is new enough. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined;
  return `Tegoed needs Node.js ${needed.join(".")} or newer; this is ${version}. Install a newer one from https://nodejs.org and run this again.`;
}

/** Brings another version of Node.js from npm (`24`, `20.19`) into .cache, and tells where its program is. */
export async function installNode(version) {
  if (!/^\d+(\.\d+){0,2}$/.test(version)) throw new SetupProblem(`${version} is no version of Node.js.`);
  const folder = path.resolve(`.cache/node-${version}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const program = path.join(
    folder,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const flags = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  await mustRun(`npm install ${name}`, "npm", [...flags, `${name}@${version}`], {
    shell: process.platform === "win32",
  });
  return program;
}
