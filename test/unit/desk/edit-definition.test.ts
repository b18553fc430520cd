import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { questionForm, readQuestion } from "#app/desk/catalogue/part-forms.server.ts";
import { itemForm, readRules } from "#app/desk/catalogue/item-form.server.ts";
import { onlyIfWords } from "#app/desk/components/editor-words.ts";
import {
  always,
  conditionChoices,
  kept,
  readCondition,
  shownCondition,
} from "#app/desk/rules/condition-choice.ts";
import { findDraftProblem, type Condition, type Definition, type Field } from "#app/desk/rules/definition.ts";
import {
  moveLine,
  moveQuestion,
  newDefinition,
  putLine,
  putQuestion,
  removeQuestion,
  withEffect,
} from "#app/desk/rules/edit-definition.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

const text = (words: string) => ({ nl: words, de: words, en: words });
const field = (key: string, type: Field["type"], more: Partial<Field> = {}): Field => ({
  key,
  type,
  label: text(key),
  required: true,
  ...more,
});
const options = [
  { value: "read", label: text("Lezen") },
  { value: "write", label: text("Schrijven") },
];
const fields = [
  field("laptop", "yes"),
  field("level", "choice", { options }),
  field("count", "number"),
  field("from", "day"),
  field("place", "resource"),
];
const definition: Definition = { ...newDefinition, title: text("Item"), about: text("Over"), fields };
const keysOf = (edited: ReturnType<typeof moveQuestion>): string[] =>
  edited.ok ? edited.value.fields.map(({ key }) => key) : [edited.refusal];

describe("a condition of an editor", () => {
  const choices = conditionChoices(fields);
  const ticked = { field: "laptop", op: "is" as const, value: true };
  const above3 = { field: "count", op: "over" as const, value: 3 };
  const conditions: [string, Condition | undefined][] = [
    ["none", undefined],
    ["ticked", { all: [ticked] }],
    ["an option", { all: [{ field: "level", op: "is", value: "write" }] }],
    ["not an option", { all: [{ field: "level", op: "not", value: "read" }] }],
    ["more than a number", { all: [above3] }],
    ["before a day", { all: [{ field: "from", op: "under", value: "2026-12-01" }] }],
    ["a resource that is new", { all: [{ field: "place", op: "is", value: "new" }] }],
    ["filled in", { all: [{ field: "count", op: "filled" }] }],
    ["one of two", { any: [ticked, { field: "count", op: "filled" }] }],
    ["all of three", { all: [ticked, above3, { field: "count", op: "under", value: 10 }] }],
    ["all of these and one of those, which no rows say", { all: [ticked], any: [above3, ticked] }],
    ["a test that no choice says", { all: [ticked, { field: "level", op: "in", value: ["read"] }] }],
  ];
  test.each(conditions)("is kept as it is when it is shown and sent again: %s", (_, show) => {
    expect(readCondition(shownCondition(show, choices), choices, show)).toEqual({ ok: true, value: show });
  });

  test.each([
    [{ token: '["secret","is",true]', value: "" }, "no-choice"],
    [{ token: '["count","over"]', value: "veel" }, "not-a-number"],
    [{ token: '["from","over"]', value: "3" }, "not-a-day"],
  ])("takes none that it did not offer: %o", (typed, refusal) => {
    const tests = [{ token: always, value: "" }, typed];
    expect(readCondition({ match: "any", tests }, choices, undefined)).toEqual({ ok: false, refusal, at: 1 });
  });

  test("that rows can't say is shown as one to keep", () => {
    const keeps = conditions.map(([, show]) => shownCondition(show, choices).tests[0]?.token === kept);
    expect(keeps).toEqual(conditions.map((_, at) => at >= conditions.length - 2));
  });

  test("is read from its rows: an empty row is none, one test twice is one, and then no choice is left of all or any", () => {
    const row = { token: '["laptop","is",true]', value: "" };
    const tests = [{ token: always, value: "9" }, row, { token: always, value: "" }, row];
    expect(readCondition({ match: "any", tests }, choices, undefined)).toEqual({
      ok: true,
      value: { all: [ticked] },
    });
  });

  test("is said in words, with what it is compared with", () => {
    const words = (show: Condition) => withLocale("en", () => onlyIfWords(show, fields));
    const early = { field: "from", op: "under" as const, value: "2026-12-01" };
    expect(words({ any: [ticked, early] })).toBe(
      "only if laptop: ticked or from: less or earlier than 1 December 2026",
    );
    expect(words({ all: [ticked, above3] })).toBe("only if laptop: ticked and count: more or later than 3");
  });
});

describe("editing a definition", () => {
  test("moves and removes a question; at the end nothing moves", () => {
    expect(keysOf(moveQuestion(definition, "level", "up"))[0]).toBe("level");
    expect(keysOf(moveQuestion(definition, "laptop", "up"))[0]).toBe("laptop");
    expect(keysOf(moveQuestion(definition, "place", "down")).at(-1)).toBe("place");
    expect(keysOf(moveQuestion(definition, "gone", "down"))).toEqual(["changed-meanwhile"]);
    expect(keysOf(removeQuestion(definition, "level"))).not.toContain("level");
  });

  test("any moves keep every question once", () => {
    const keys = fields.map(({ key }) => key);
    const move = fc.tuple(fc.constantFrom(...keys), fc.constantFrom("up" as const, "down" as const));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        let edited = definition;
        for (const [key, to] of moves) {
          const next = moveQuestion(edited, key, to);
          if (next.ok) edited = next.value;
        }
        expect(edited.fields.map(({ key }) => key).sort()).toEqual([...keys].sort());
      }),
      { numRuns: 50 },
    );
  });

  test("a question that was removed meanwhile is not put back, and a thirty-first is refused", () => {
    expect(putQuestion(definition, field("gone", "line"), false)).toEqual({
      ok: false,
      refusal: "changed-meanwhile",
    });
    const full = { ...definition, fields: Array.from({ length: 30 }, (_, at) => field(`q${at}`, "line")) };
    expect(putQuestion(full, field("more", "line"), true)).toEqual({ ok: false, refusal: "too-many" });
  });

  test("a line is changed only where it is still the one that was seen", () => {
    const lined = { ...definition, lines: [{ text: text("een") }, { text: text("twee") }] };
    expect(putLine(lined, { text: text("drie") }, { at: 1, was: "een" })).toEqual({
      ok: false,
      refusal: "changed-meanwhile",
    });
    const moved = moveLine(lined, { at: 1, was: "twee" }, "up");
    expect(moved.ok && moved.value.lines.map((line) => line.text.nl)).toEqual(["twee", "een"]);
  });

  test("an effect brings the questions that it reads, with those that belong to them", () => {
    const model = {
      ...definition,
      effect: "access" as const,
      fields: [
        field("person", "person"),
        field("resource", "resource"),
        field("resourceName", "line", { show: { all: [{ field: "resource", op: "is", value: "new" }] } }),
        field("level", "choice", { options }),
        field("reason", "text"),
      ],
    };
    const added = withEffect({ ...definition, fields: [field("reason", "line")] }, "access", [model]);
    expect(added.fields.map(({ key }) => key)).toEqual([
      "reason",
      "person",
      "resource",
      "resourceName",
      "level",
    ]);
    expect(withEffect(definition, "leaver", [model]).fields).toEqual(fields);
  });

  test("an option that a condition names can't be taken away", () => {
    const line = { text: text("een"), show: { all: [{ field: "level", op: "is" as const, value: "gone" }] } };
    expect(findDraftProblem({ ...definition, lines: [line] })).toEqual({
      kind: "lost-option",
      field: "level",
    });
  });
});

describe("what is typed", () => {
  const typed = { intent: "question", labelNl: "Vraag", labelDe: "Frage", labelEn: "Question" };
  const read = (more: Record<string, string>, before: Field | null = null) =>
    withLocale("en", () => {
      const payload = { type: "choice", ...typed, ...more };
      return readQuestion(questionForm.parse(payload), payload, { before, above: fields });
    });

  test("an option keeps its value when its words change, and a new one gets its own", () => {
    const made = read({
      option1Value: "read",
      option1Nl: "Alleen lezen",
      option3En: "Read",
      initial: "alleen lezen",
    });
    expect(made).toMatchObject({
      field: {
        options: [
          { value: "read", label: text("Alleen lezen") },
          { value: "read-3", label: text("Read") },
        ],
        initial: "read",
      },
    });
  });

  test.each([
    [{}, ["option1Nl"]],
    [{ option1Nl: "Ja", initial: "Nee" }, ["initial"]],
    [{ type: "time", initial: "25:00" }, ["initial"]],
    [{ type: "line", when: '["count","over"]', whenValue: "x" }, ["whenValue"]],
    [
      { type: "line", when: '["laptop","is",true]', when3: '["count","over"]', when3Value: "x" },
      ["when3Value"],
    ],
  ])("what is wrong is said at its field: %o", (more, names) => {
    const made = read(more);
    expect("errors" in made ? Object.keys(made.errors) : made).toEqual(names);
  });

  test("steps are read row by row; one without a group is none", () => {
    const payload = {
      intent: "rules",
      askers: "employee",
      verify: "never",
      effect: "none",
      step1Group: "approver",
      step2Group: "",
      step3Group: "finance",
      step3Needed: "2",
      step3Over: "500,00",
      step3When: '["laptop","is",true]',
      step3When2: '["count","over"]',
      step3When2Value: "3",
      step3WhenMatch: "any",
    };
    const rules = (more: Record<string, string> = {}) =>
      withLocale("nl", () => {
        const form = itemForm.parse({ ...payload, ...more });
        return form.intent === "rules" ? readRules(form, { ...payload, ...more }, definition) : null;
      });
    expect(rules()).toMatchObject({
      rules: {
        approval: [
          { group: "approver", needed: 1 },
          {
            group: "finance",
            needed: 2,
            overMinor: 50_000,
            show: {
              any: [
                { field: "laptop", op: "is", value: true },
                { field: "count", op: "over", value: 3 },
              ],
            },
          },
        ],
      },
    });
    expect(rules({ step1Needed: "0", step3Over: "veel" })).toEqual({
      errors: { step1Needed: [expect.any(String)], step3Over: [expect.any(String)] },
    });
  });
});
