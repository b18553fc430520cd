import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const folder = ".cache/stamps";

/** What a set of files and folders holds now, as one short text. Generated files don't count. */
export function fingerprint(places) {
  const hash = createHash("sha256");
  for (const place of places) {
    for (const file of filesIn(place)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Does the work unless its result is there and nothing that it is made from has changed; tells whether it did. */
export async function unlessFresh(name, { from, makes }, work) {
  const now = fingerprint(from);
  const stamp = path.join(folder, name);
  if (existsSync(makes) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  await work();
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.name !== "generated")
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(path.join(place, entry.name)) : [path.join(place, entry.name)],
    )
    .sort();
}
