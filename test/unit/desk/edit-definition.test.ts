import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { questionForm, readQuestion } from "#app/desk/catalogue/part-forms.server.ts";
import { itemForm, readRules } from "#app/desk/catalogue/item-form.server.ts";
import { conditionChoices, kept, readCondition, shownCondition } from "#app/desk/rules/condition-choice.ts";
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
  const choices = conditionChoices(fields, { typed: true });
  const conditions: [string, Condition | undefined][] = [
    ["none", undefined],
    ["ticked", { all: [{ field: "laptop", op: "is", value: true }] }],
    ["an option", { all: [{ field: "level", op: "is", value: "write" }] }],
    ["not an option", { all: [{ field: "level", op: "not", value: "read" }] }],
    ["more than a number", { all: [{ field: "count", op: "over", value: 3 }] }],
    ["before a day", { all: [{ field: "from", op: "under", value: "2026-12-01" }] }],
    ["a resource that is new", { all: [{ field: "place", op: "is", value: "new" }] }],
    ["filled in", { all: [{ field: "count", op: "filled" }] }],
    [
      "two tests, which no choice says",
      {
        any: [
          { field: "laptop", op: "is", value: true },
          { field: "count", op: "filled" },
        ],
      },
    ],
  ];
  test.each(conditions)("is kept as it is when it is shown and sent again: %s", (_, show) => {
    expect(readCondition(shownCondition(show, choices), choices, show)).toEqual({ ok: true, value: show });
  });

  test.each([
    [{ token: '["secret","is",true]', value: "" }, "no-choice"],
    [{ token: '["count","over"]', value: "veel" }, "not-a-number"],
    [{ token: '["from","over"]', value: "3" }, "not-a-day"],
  ])("takes none that it did not offer: %o", (typed, refusal) => {
    expect(readCondition(typed, choices, undefined)).toEqual({ ok: false, refusal });
  });

  test("that is more than a choice is shown as one to keep", () => {
    expect(shownCondition(conditions[8]?.[1], choices).token).toBe(kept);
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
            show: { all: [{ field: "laptop", op: "is", value: true }] },
          },
        ],
      },
    });
    expect(rules({ step1Needed: "0", step3Over: "veel" })).toEqual({
      errors: { step1Needed: [expect.any(String)], step3Over: [expect.any(String)] },
    });
  });
});
