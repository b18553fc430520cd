import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Builds another commit in a folder of its own, with the packages that are installed here, and tells where it stands; a folder with a build in it is taken as it is. */
export async function buildOf(commit: string, folder: string): Promise<string> {
  if (existsSync(path.join(commit, "build/server/index.js"))) return path.resolve(commit);
  const root = path.join(folder, "before");
  await mkdir(root);
  const archive = path.join(folder, "before.tar");
  await run("git", ["archive", "--format=tar", "--output", archive, commit]);
  await run("tar", ["-xf", archive, "-C", root]);
  await symlink(path.resolve("node_modules"), path.join(root, "node_modules"));
  console.log(`Building ${commit} beside this one ...`);
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  await run(process.execPath, ["app/commands/build.mjs"], { cwd: root, env, maxBuffer: 1e8 });
  return root;
}
