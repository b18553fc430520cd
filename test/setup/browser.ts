import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

import { chromium } from "@playwright/test";

import { SetupProblem } from "#app/platform/setup-problem.js";

/** How to start the browser: Playwright's launch options. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const places = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"].flatMap((name) =>
  ["/usr/bin", "/usr/local/bin", "/snap/bin"].map((folder) => `${folder}/${name}`),
);
const macPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Finds a Chromium: CHROMIUM_PATH, Playwright's own, the system's, or the one that comes in an npm package. */
export async function findBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
  const own = [process.env["CHROMIUM_PATH"], chromium.executablePath(), ...places, ...macPlaces].find(
    (file) => file && existsSync(file),
  );
  if (own) return { executablePath: own, args, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new SetupProblem(
      "No browser for the tests. Run npx playwright install chromium, or name a Chrome or Chromium in CHROMIUM_PATH.",
    );
  }
  const folder = await unpackNpmBrowser();
  // The package's Chromium is the headless shell, without sandbox helper and made for machines with little shared memory.
  return {
    executablePath: path.join(folder, "chromium"),
    args: [...new Set([...args, "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])],
    env: await surroundings(folder),
  };
}

async function unpackNpmBrowser(): Promise<string> {
  const root = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
    "../..",
  );
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const folder = path.resolve("node_modules/.cache", `tegoed-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  await mkdir(making, { recursive: true });
  await Promise.all([
    unpack(path.join(root, "bin/chromium.br"), path.join(making, "chromium")).then(() =>
      chmod(path.join(making, "chromium"), 0o755),
    ),
    ...["al2023", "fonts", "swiftshader"].map((name) =>
      unpack(path.join(root, `bin/${name}.tar.br`), path.join(making, `${name}.tar`)).then(() =>
        untar(path.join(making, `${name}.tar`)),
      ),
    ),
  ]);
  await writeFile(
    path.join(making, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${path.join(folder, "fonts")}</dir><cachedir>${path.join(folder, "fonts-cache")}</cachedir></fontconfig>`,
  );
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  return folder;
}

const unpack = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

function untar(file: string): void {
  const { status, stderr } = spawnSync("tar", ["-xf", file, "-C", path.dirname(file)], { encoding: "utf8" });
  if (status !== 0)
    throw new SetupProblem(
      `The browser could not be unpacked (${stderr.trim()}). Install tar, or name a Chromium in CHROMIUM_PATH.`,
    );
}

/** The libraries and fonts that come along, for machines that have none of their own. */
async function surroundings(folder: string): Promise<Record<string, string>> {
  const { stdout } = spawnSync("ldd", [path.join(folder, "chromium")], { encoding: "utf8" });
  const env: Record<string, string> = {};
  if (!stdout || stdout.includes("not found")) env["LD_LIBRARY_PATH"] = path.join(folder, "lib");
  if (!existsSync("/usr/share/fonts")) env["FONTCONFIG_FILE"] = path.join(folder, "fonts.conf");
  return env;
}
