import path from "node:path";
import { pathToFileURL } from "node:url";

/** Loads a TypeScript module of this project: by Node.js itself where it can (22.18 and newer, as in the image), else by tsx. */
export async function loadTypeScript(file, { native = false } = {}) {
  if (!native || !process.features.typescript) {
    const { register } = await import("tsx/esm/api");
    register();
  }
  return import(pathToFileURL(path.resolve(file)).href);
}
