import { describe, expect, test } from "vitest";

import { findDefinitionProblem, type Definition } from "#app/desk/rules/definition.ts";
import { readEffect } from "#app/desk/rules/effect-answers.ts";

import { field, text } from "./field.ts";

describe("a definition", () => {
  const definition: Definition = {
    title: text("Access"),
    about: text("Access"),
    fields: [
      field("person", "person"),
      field("resource", "resource"),
      field("resourceName", "line", { show: { all: [{ field: "resource", op: "is", value: "new" }] } }),
      field("level", "choice", { options: [{ value: "read", label: text("Read") }] }),
    ],
    askers: ["employee"],
    approval: [],
    verify: "never",
    priceOnceMinor: 0,
    priceMonthlyMinor: 0,
    drawsMinutes: 10,
    days: 1,
    lines: [],
    effect: "access",
  };
  const looks = (name: string) => ({ show: { all: [{ field: name, op: "filled" as const }] } });
  test.each([
    ["is right", {}, null],
    [
      "names a question twice",
      { fields: [...definition.fields, field("level", "line")] },
      { kind: "key-twice", field: "level" },
    ],
    ["looks at itself", { fields: [field("a", "line", looks("a"))] }, { kind: "looks-down", field: "a" }],
    [
      "has a line about no question",
      { lines: [{ text: text("x"), ...looks("no") }] },
      { kind: "looks-down", field: "no" },
    ],
    ["has a choice without options", { fields: [field("a", "choice")] }, { kind: "no-options", field: "a" }],
    [
      "lacks what its effect reads",
      { effect: "leaver" as const },
      { kind: "effect-field", field: "lastDay" },
    ],
    [
      "leaves a question of its effect to choice",
      { fields: definition.fields.map((one) => (one.key === "person" ? { ...one, required: false } : one)) },
      { kind: "effect-required", field: "person" },
    ],
    [
      "hides a question of its effect",
      {
        fields: definition.fields.map((one) => (one.key === "level" ? { ...one, ...looks("person") } : one)),
      },
      { kind: "effect-required", field: "level" },
    ],
    [
      "offers what its effect does not know",
      {
        fields: definition.fields.map((one) =>
          one.key === "level" ? { ...one, options: [{ value: "lezen", label: text("Read") }] } : one,
        ),
      },
      { kind: "effect-options", field: "level" },
    ],
    [
      "asks for several where its effect takes one",
      { fields: definition.fields.map((one) => (one.key === "resource" ? { ...one, many: true } : one)) },
      { kind: "effect-several", field: "resource" },
    ],
  ])("%s", (_, more, problem) => {
    expect(findDefinitionProblem({ ...definition, ...more })).toEqual(problem);
  });

  test.each([
    ["access", { person: "p", resource: "new", level: "read" }, null],
    ["access", { person: "p", resource: "new", resourceName: "Klanten", level: "read" }, "access"],
    ["rights", { right: "r", change: "lezen" }, null],
    ["licence", { person: "p", product: "x", change: "Toevoegen" }, null],
    ["licence", { person: "p", product: "x", change: "add" }, "licence"],
    ["joiner", { name: "Sara", startsOn: "2026-12-14", seatType: "s" }, "joiner"],
    ["leaver", { person: "p", lastDay: "14 december" }, null],
  ] as const)("the effect %s with %j reads %s", (effect, answers, kind) => {
    expect(readEffect(effect, answers)?.kind ?? null).toBe(kind);
  });
});
