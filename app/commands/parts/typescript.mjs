import path from "node:path";
import { pathToFileURL } from "node:url";

/** Loads a TypeScript module of this project; the packages must be in. */
export async function loadTypeScript(file) {
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(path.resolve(file)).href);
}
