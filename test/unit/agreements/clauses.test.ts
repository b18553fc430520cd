import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import { agreementKinds } from "#app/agreements/kinds.ts";
import { knownNames } from "#app/agreements/known-names.ts";
import { applies, compileClause, fillClause } from "#app/agreements/rules/clauses.ts";
import { compareTemplates, compareWords } from "#app/agreements/rules/compare.ts";
import { blockText, canonicalJson, documentText } from "#app/agreements/rules/document.ts";
import { isComplete, isOwnName, isReminderDue, whoseTurn } from "#app/agreements/rules/signing.ts";
import { checkTemplate, moveClause, templateLocales } from "#app/agreements/rules/template.ts";
import { readTemplate } from "#app/agreements/template-form.server.ts";
import { problemLines } from "#app/agreements/template-words.ts";

const known = { fields: ["client_name", "seats"], tables: ["lines"] };
const compiled = (source: string) => {
  const answer = compileClause(source, known);
  return answer.ok ? answer.value : answer.refusal;
};

describe("a clause", () => {
  test.each([
    ["Eén zin.", [{ kind: "paragraph", of: [{ text: "Eén zin." }] }]],
    [
      "**{{client_name}}** koopt",
      [{ kind: "paragraph", of: [{ field: "client_name", strong: true }, { text: " koopt" }] }],
    ],
    ["- a\n- b", [{ kind: "list", ordered: false, items: [[{ text: "a" }], [{ text: "b" }]] }]],
    ["1. a\n2. b", [{ kind: "list", ordered: true, items: [[{ text: "a" }], [{ text: "b" }]] }]],
    ["{{table:lines}}", [{ kind: "table", table: "lines" }]],
    ["# Kop", "markup"],
    ["a\n- b", "markup"],
    ["<b>a</b>", "markup"],
    ["![x](y)", "markup"],
    ["[x](https://example.com)", "markup"],
    ["| a | b |", "markup"],
    ["```", "markup"],
    ["**half", "bold"],
    ["{{unknown}}", "field"],
    ["{{client_name", "field"],
    ["{{table:others}}", "table"],
  ])("%j", (source, expected) => {
    expect(compiled(source)).toEqual(expected);
  });

  test("a value comes out letter by letter, whatever stands in it", () => {
    const blocks = compileClause("Voor **{{client_name}}**:\n\n- {{seats}} werkplekken", known);
    if (!blocks.ok) throw new Error(blocks.refusal);
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, seats) => {
        const filled = fillClause(blocks.value, { client_name: name, seats }, {});
        expect(filled.flatMap(blockText)).toEqual([`Voor ${name}:`, `${seats} werkplekken`]);
      }),
    );
    const typed = "**B.V.** <script> {{seats}}";
    expect(fillClause(blocks.value, { client_name: typed, seats: "1" }, {}).flatMap(blockText)[0]).toBe(
      `Voor ${typed}:`,
    );
  });

  test.each([
    ["tussen {{client_name}}.", "tussen Jansen B.V."],
    ["tussen **{{client_name}}**. Verder niets.", "tussen Jansen B.V. Verder niets."],
    ["{{client_name}}. {{client_name}}", "Jansen B.V. Jansen B.V."],
    ["{{client_name}}, {{seats}}.", "Jansen B.V., 2."],
    ["{{client_name}}...", "Jansen B.V...."],
  ])("a sentence that ends in a company's full stop has one: %j", (source, expected) => {
    const blocks = compileClause(source, known);
    if (!blocks.ok) throw new Error(blocks.refusal);
    const values = { client_name: "Jansen B.V.", seats: "2" };
    expect(fillClause(blocks.value, values, {}).flatMap(blockText)).toEqual([expected]);
  });

  test("is there or not by its conditions", () => {
    expect(applies([{ field: "seats", is: "filled" }], { seats: "2" })).toBe(true);
    expect(applies([{ field: "seats", is: "filled" }], { seats: " " })).toBe(false);
    expect(applies([{ field: "seats", is: "empty" }], {})).toBe(true);
  });
});

describe("a template", () => {
  test.each(agreementKinds)(
    "the example of %s may be published, and says that a lawyer must read it",
    (kind) => {
      const example = exampleTemplates[kind];
      expect(checkTemplate(example, knownNames(kind)).problems).toEqual([]);
      const { nl = "", de = "", en = "" } = example.clauses[0]?.text ?? {};
      expect([nl, de, en]).toEqual([
        expect.stringContaining("jurist"),
        expect.stringContaining("juristisch"),
        expect.stringContaining("lawyer"),
      ]);
    },
  );

  test("is refused with the place of each defect", () => {
    const all = (text: string) => ({ nl: text, de: text, en: text });
    const clause = (id: string, text: Partial<ReturnType<typeof all>>) => ({
      ...{ id, when: [], heading: all("Kop") },
      text: { ...all("Tekst {{seats}}"), ...text },
    });
    const content = {
      title: { ...all("Titel"), de: "" },
      clauses: [
        clause("a", { de: "" }),
        clause("b", { en: "{{none}}" }),
        clause("c", { en: "Text" }),
        clause("c", {}),
      ],
    };
    expect(checkTemplate(content, known).problems).toEqual([
      { clause: "", locale: "de", why: "empty" },
      { clause: "a", locale: "de", why: "empty" },
      { clause: "b", locale: "en", why: "field" },
      { clause: "c", locale: null, why: "fields-differ" },
      { clause: "c", locale: null, why: "id-twice" },
    ]);
  });

  test("two versions are compared by clause and word, by place and by condition", () => {
    const before = exampleTemplates["hour-terms"];
    const [first, second, ...rest] = before.clauses;
    if (!first || !second) throw new Error("two clauses");
    const changed = { ...second, text: { ...second.text, nl: `${second.text.nl} Nieuw.` } };
    const after = { ...before, clauses: [...rest.slice(1), changed, { ...first, id: "new" }] };
    const found = compareTemplates(before, after, "nl").filter(({ kind }) => kind !== "same");
    expect(found.map(({ id, kind }) => [id, kind])).toEqual([
      [second.id, "changed"],
      ["new", "added"],
      [first.id, "removed"],
      [rest[0]?.id, "removed"],
    ]);
    const added = found[0]?.parts.filter(({ kind }) => kind === "added") ?? [];
    expect(added.map(({ text }) => text).join("")).toContain("Nieuw.");
    const moved = moveClause(before, 0, 1);
    const depends = moved.clauses.map((clause, at) =>
      at === 3 ? { ...clause, when: [{ field: "date", is: "filled" as const }] } : clause,
    );
    const kinds = compareTemplates(before, { ...moved, clauses: depends }, "nl").map(({ kind }) => kind);
    expect(kinds.slice(0, 4).sort()).toEqual(["changed", "moved", "same", "same"]);
    expect(moveClause(before, 0, -1)).toBe(before);
  });

  test("the editor's form is read with conditions and moves; what is wrong is named by place", () => {
    const shown = exampleTemplates.notice;
    const form = new FormData();
    form.set("clauses", String(shown.clauses.length));
    for (const locale of templateLocales) form.set(`title_${locale}`, shown.title[locale]);
    for (const [at, clause] of shown.clauses.entries()) {
      form.set(`id_${at}`, clause.id);
      for (const locale of templateLocales) {
        form.set(`heading_${locale}_${at}`, clause.heading[locale]);
        form.set(`text_${locale}_${at}`, clause.text[locale]);
      }
    }
    form.set("when_0", "empty:reason");
    form.set("when_1", "sometimes:reason");
    form.set("text_en_1", "Dear {{client}}");
    form.set("intent", "down:0");
    const { intent, content, movedTo } = readTemplate(form, shown);
    expect([intent, movedTo]).toEqual(["move", 1]);
    expect(content.clauses[1]).toMatchObject({
      id: shown.clauses[0]?.id,
      when: [{ field: "reason", is: "empty" }],
    });
    expect(content.clauses[0]?.when).toEqual([]);
    const names = knownNames("notice");
    const lines = problemLines(content, checkTemplate(content, names).problems, names);
    expect(lines).toEqual([expect.stringMatching(/1 \(English\): .*\{\{client\}\}$/)]);
  });

  test("what two texts have apart and in common is the two texts", () => {
    const words = fc
      .array(fc.constantFrom("a ", "b ", "c ", "d\n"), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = compareWords(before, after);
        const without = (kind: string): string =>
          parts
            .filter((part) => part.kind !== kind)
            .map(({ text }) => text)
            .join("");
        expect([without("added"), without("removed")]).toEqual([before, after]);
      }),
    );
  });
});

describe("signing", () => {
  const signer = (id: string, position: number, state: "waiting" | "signed" | "declined" = "waiting") => ({
    id,
    position,
    state,
  });

  test("lower positions first, those of one position in any order", () => {
    const all = [signer("b", 2), signer("a", 1, "signed"), signer("c", 2), signer("d", 3)];
    expect(whoseTurn(all).map(({ id }) => id)).toEqual(["b", "c"]);
    expect(whoseTurn([signer("a", 1, "signed")])).toEqual([]);
    expect([isComplete([]), isComplete(all), isComplete([signer("a", 1, "signed")])]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.each([
    ["petra  JANSEN ", "Petra Jansen", true],
    ["Jose\u0301", "José", true],
    ["", "Petra", false],
    ["Petra", "Petra Jansen", false],
  ])("%j is the name %j: %j", (typed, name, expected) => {
    expect(isOwnName(typed, name)).toBe(expected);
  });

  test("reminders on the third and seventh day, no more", () => {
    const due = [0, 1, 2, 3].map((sent) => [0, 2, 3, 6, 7, 30].filter((days) => isReminderDue(sent, days)));
    expect(due).toEqual([[3, 6, 7, 30], [7, 30], [], []]);
  });
});

test("equal data are one text, in whatever order they were written", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (data) => {
      const turned = Object.fromEntries(Object.entries(data).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(data));
    }),
  );
});

test("a document reads in its order", () => {
  const document = {
    ...{ title: "Titel", number: "1", locale: "nl", template: "x v1" },
    signers: [{ name: "Ann Smit", company: "Fietsen Smit", authority: "Directeur", side: "client" as const }],
    parties: [{ side: "msp" as const, name: "Helder IT B.V.", lines: ["Utrecht"] }],
    clauses: [
      { id: "a", heading: "Kop", blocks: [{ kind: "table" as const, head: ["a", "b"], rows: [["1", "2"]] }] },
    ],
  };
  expect(documentText(document)).toEqual([
    ...["Titel", "Helder IT B.V.", "Utrecht", "1. Kop", "a b", "1 2"],
    ...["Ann Smit", "Directeur, Fietsen Smit"],
  ]);
});
