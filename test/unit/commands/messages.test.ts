import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { messageDefects } from "#app/commands/check-messages.mjs";

const root = mkdtempSync(path.join(tmpdir(), "messages-"));
afterAll(() => rmSync(root, { recursive: true }));

const plural = (one: string, other: string) => [
  {
    declarations: ["input count", "local h = count: plural"],
    selectors: ["h"],
    match: { "h=one": one, "h=*": other },
  },
];

/** The defects of a tree whose messages are these, each used once. */
function defectsOf(messages: Record<"nl" | "de" | "en", Record<string, unknown>>): string[] {
  for (const folder of ["app/hours/messages", "emails", "prisma", "test"])
    mkdirSync(path.join(root, folder), { recursive: true });
  for (const [language, texts] of Object.entries(messages))
    writeFileSync(path.join(root, "app/hours/messages", `${language}.json`), JSON.stringify(texts));
  const uses = Object.keys(messages.nl).map((key) => `m.${key}();`);
  writeFileSync(
    path.join(root, "app/hours/page.ts"),
    ['import { m } from "#app/platform/generated/i18n/messages.js";', ...uses].join("\n"),
  );
  return messageDefects(root);
}

const right = {
  nl: { greeting: "Dag {name}, je saldo is laag." },
  de: { greeting: "Guten Tag {name}, der Saldo ist niedrig." },
  en: { greeting: "Hello {name}, your balance is low." },
};

describe("the words of the messages", () => {
  test("the product's own words pass", () => {
    expect(defectsOf(right)).toEqual([]);
  });

  test.each([
    ["nl", "Er komt vanzelf een blok bij, {name}.", "vanzelf"],
    ["nl", "Deze factuur: betaal haar, {name}.", "haar"],
    ["de", "Guten Tag {name}, der Stand ist niedrig.", "Stand"],
    ["de", "Guten Tag {name}, Der Saldo ist niedrig.", "Guten Tag {name}, Der"],
    ["de", "{name}: Gutschrift", "Gutschrift"],
    ["de", 'Die Spalte "{name}" fehlt.', '"'],
    ["nl", 'De kolom "{name}" ontbreekt.', '"'],
    ["nl", "Hoe lang nog, {name}?", "Hoe lang nog"],
    ["de", "{name} (freiwillig)", "freiwillig"],
    ["en", 'Column "{name}" is missing.', '"'],
    ["en", "A block is added by itself, {name}.", "by itself"],
    ["en", "You get a letter, {name}.", "letter"],
    ["en", "Ask a manager, {name}.", "manager"],
  ] as const)("in %s, %s is found", (language, text, word) => {
    const defects = defectsOf({ ...right, [language]: { greeting: text } });
    expect(defects).toHaveLength(1);
    expect(defects[0]).toContain(`hours/greeting: "${word}" in ${language}: `);
  });

  test("a word is found in each variant, and one that means something else is let through", () => {
    const fine = plural("{count} Block", "{count} Blöcke");
    expect(
      defectsOf({
        nl: { blocks: fine },
        de: { blocks: plural("{count} Block", "{count} Blöcke sind der Bestand") },
        en: { blocks: fine },
      }),
    ).toEqual(['hours/blocks: "Bestand" in de: Saldo; Status']);
    expect(
      defectsOf({
        ...right,
        en: { greeting: "{name}, ask an account manager." },
      }),
    ).toEqual([]);
  });
});
