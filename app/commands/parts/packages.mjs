import { existsSync, readFileSync } from "node:fs";

import { mustRun } from "./run-tool.mjs";

/** Installs the packages that package-lock.json names, unless they are all in. */
export async function installPackages() {
  if (packagesAreIn()) return "all in";
  const flags = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) await mustRun("npm ci", process.execPath, [npm, ...flags]);
  else await mustRun("npm ci", "npm", flags, { shell: process.platform === "win32" });
  return "installed";
}

/** npm writes down what it installed; the lock file says what should be. Packages for other machines may be absent. */
function packagesAreIn() {
  const written = "node_modules/.package-lock.json";
  if (!existsSync(written)) return false;
  const installed = JSON.parse(readFileSync(written, "utf8")).packages ?? {};
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages ?? {};
  return Object.entries(wanted).every(
    ([place, { version, optional, integrity }]) =>
      place === "" ||
      (optional && !installed[place]) ||
      (installed[place]?.version === version && (!integrity || installed[place].integrity === integrity)),
  );
}
