import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { z } from "zod";

export type FormSchema = { name: string; schema: z.ZodType };

/** A file that reads forms, and the schemas that it imports to do so. */
export type FormReader = { file: string; source: string; schemas: FormSchema[] };

const importLine = /import \{([^}]*)\} from "([^"]+)";/g;

/** Every file of the application that reads a posted form by a schema. */
export async function listFormReaders(): Promise<FormReader[]> {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => path.join("app", file))
    .filter((file) => file !== "app/platform/form.server.ts");
  const readers: FormReader[] = [];
  for (const file of files.sort()) {
    const source = readFileSync(file, "utf8");
    if (/\breadForm\(/.test(source)) readers.push({ file, source, schemas: await schemasOf(file, source) });
  }
  return readers;
}

/** The schemas of all forms, each once, by the name under which it is exported. */
export async function listFormSchemas(): Promise<FormSchema[]> {
  const found = (await listFormReaders()).flatMap(({ schemas }) => schemas);
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** The schemas that stand as the second argument of a call of readForm, or in a choice between two. */
async function schemasOf(file: string, source: string): Promise<FormSchema[]> {
  const used = [...source.matchAll(/\breadForm\(\s*request,([^;]*?)\);/g)]
    .map(([, args = ""]) => args)
    .join(" ");
  const found: FormSchema[] = [];
  for (const [, names = "", from = ""] of source.matchAll(importLine))
    for (const name of names.split(",").map((one) => one.trim().replace(/^type .*/, ""))) {
      if (name === "" || !new RegExp(`\\b${name}\\b`).test(used)) continue;
      const at = from.startsWith("#app/")
        ? path.resolve(from.slice(1))
        : path.resolve(path.dirname(file), from);
      const loaded: unknown = await import(pathToFileURL(at).href);
      const value: unknown = Reflect.get(Object(loaded), name);
      if (value instanceof z.ZodType) found.push({ name, schema: value });
    }
  return found;
}
