import { readdirSync } from "node:fs";
import path from "node:path";

/** What a folder may hold beside its sources: what is generated is no file of ours. */
const generated = /(^|\/)(generated|node_modules)\//;

/** The files below a folder whose names end in `ending`, by their paths from the project's root, sorted. Asks the file system and not Git, so a copy without Git gives the same answer. */
export function sourceFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, "/"))
    .filter((file) => !generated.test(file))
    .toSorted();
}
