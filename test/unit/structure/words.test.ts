import { readFileSync } from "node:fs";

import ts from "typescript";
import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

const [, table = ""] =
  /## Words that were replaced\n([^]*?)(?:\n## |$)/.exec(readFileSync("docs/glossary.md", "utf8")) ?? [];

/** The words that no name of ours holds, by the glossary's table. */
const replaced = new Set(
  [...table.matchAll(/^\| ([a-z, ]+) \|/gm)]
    .flatMap(([, words = ""]) => words.split(", "))
    .filter((word) => word !== "word" && word !== "no longer used"),
);

/** The words of a name, split at each change of case, at `_` and at every other sign. */
const wordsOf = (name: string): string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());

const isRefused = (name: string): boolean => wordsOf(name).some((word) => replaced.has(word));

/** Finds a text that may hold a refused word, so that the others need not be parsed. */
const mentioned = new RegExp(
  [...replaced]
    .flatMap((word) => [
      `(?<![A-Za-z])${word}(?![a-z])`,
      `${word.charAt(0).toUpperCase()}${word.slice(1)}(?![a-z])`,
      word.toUpperCase(),
    ])
    .join("|"),
);

/** The identifiers of a source text that hold a refused word: not its comments, its strings or the words on a screen. */
function refusedIdentifiers(text: string, file: string): string[] {
  if (!mentioned.test(text)) return [];
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isRefused(node.text)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return [...found];
}

/** A landed migration keeps its name for ever. */
const files = ["app", "emails", "prisma", "test"]
  .flatMap((folder) => sourceFiles(folder, ""))
  .filter((file) => !file.startsWith("prisma/migrations/"));

test("the glossary lists what was replaced", () => {
  expect([...replaced]).toEqual(expect.arrayContaining(["hands", "house", "books", "story", "tale"]));
  expect([...replaced]).toEqual(expect.arrayContaining(["cast", "door", "hat", "care", "till"]));
});

test("no file, identifier or message key holds a word that was replaced", () => {
  const found = files.flatMap((file) => {
    if (isRefused(file)) return [file];
    if (/\/messages\/.*\ben\.json$/.test(file)) {
      const messages: unknown = JSON.parse(readFileSync(file, "utf8"));
      return Object.keys(messages ?? {})
        .filter(isRefused)
        .map((key) => `${file}: ${key}`);
    }
    if (!/\.(ts|tsx|mjs|js)$/.test(file)) return [];
    return refusedIdentifiers(readFileSync(file, "utf8"), file).map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});

test("a replaced word is found between capitals and underscores, but not inside another word or a text", () => {
  const refused = ["StripeHands", "house", "whsec_house", "prisma/seed/people-story.ts", "HOUSE_KEY", "aHat"];
  expect(refused.filter((name) => !isRefused(name))).toEqual([]);
  expect(["that", "until", "broadcast", "history", "byHand", "outdoors"].filter(isRefused)).toEqual([]);
  const text = 'const requestDoor = "the house"; // a story\nconst row = requestDoor.books;';
  expect(refusedIdentifiers(text, "x.ts")).toEqual(["requestDoor", "books"]);
});
