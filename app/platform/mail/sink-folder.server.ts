import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { z } from "zod";

const letterSchema = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  /** Where an answer goes; empty where that is the sender. */
  replyTo: z.string().default(""),
  subject: z.string(),
  at: z.string(),
  messageId: z.string(),
  /** The Message-IDs that it refers to; empty for one on its own. */
  references: z.array(z.string()).default([]),
  html: z.string(),
  text: z.string(),
  /** Files that came with it, in base64. */
  attachments: z.array(z.object({ name: z.string(), type: z.string(), content: z.string() })).default([]),
});

/** A letter as it arrived; `at` is an ISO instant. */
export type SunkLetter = z.infer<typeof letterSchema>;

/** Keeps a letter as one file, whole or not at all. */
export async function keepLetter(folder: string, letter: SunkLetter): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${letter.id}.json`);
  await writeFile(`${file}.part`, JSON.stringify(letter, null, 2));
  await rename(`${file}.part`, file);
}

/** The letters in the folder, newest first, at most so many. */
export async function listLetters(folder: string, most = 200): Promise<SunkLetter[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse()
    .slice(0, most);
  const letters = await Promise.all(names.map((name) => findLetter(folder, name.slice(0, -".json".length))));
  return letters.filter((letter) => letter !== null);
}

/** One letter by its id; null when there is none. */
export async function findLetter(folder: string, id: string): Promise<SunkLetter | null> {
  if (!/^[\w-]+$/.test(id)) return null;
  const text = await readFile(path.join(folder, `${id}.json`), "utf8").catch(() => null);
  return text === null ? null : letterSchema.parse(JSON.parse(text));
}
