import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, test } from "vitest";

import {
  adjustForm,
  alertForm,
  importForm,
  monthlyForm,
  moveForm,
} from "#app/hours/adjustments/forms.server.ts";
import { textOfFile } from "#app/platform/csv-text.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

const id = "0b9f5a3e-7a54-4d7e-9c3f-0a4e3a1c2b11";
const read = (
  schema: typeof alertForm | typeof adjustForm | typeof importForm | typeof monthlyForm | typeof moveForm,
  entries: [string, string | File][],
) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return withLocale("en", () => parseWithZod(form, { schema }));
};

describe("a level and people, as typed", () => {
  test.each([
    [
      "minutes",
      [
        ["kind", "minutes"],
        ["minutes", "2:30"],
      ],
      { kind: "minutes", level: 150 },
    ],
    [
      "bare hours",
      [
        ["kind", "minutes"],
        ["minutes", "2"],
      ],
      { kind: "minutes", level: 120 },
    ],
    [
      "percent",
      [
        ["kind", "percent"],
        ["percent", "20"],
        ["minutes", ""],
      ],
      { kind: "percent", level: 20 },
    ],
    [
      "percent with its sign",
      [
        ["kind", "percent"],
        ["percent", " 100 % "],
      ],
      { kind: "percent", level: 100 },
    ],
    [
      "the account's own",
      [
        ["kind", "account"],
        ["minutes", "rubbish"],
        ["percent", "rubbish"],
      ],
      { kind: "account", level: 0 },
    ],
  ] as const)("%s", (_name, typed, expected) => {
    const form = read(alertForm, [
      ["intent", "set"],
      ["id", id],
      ["buyers", "on"],
      ["people", id],
      ["people", id],
      ...typed.map(([name, value]): [string, string] => [name, value]),
    ]);
    expect(form.status === "success" && form.value).toMatchObject({
      ...expected,
      toBuyers: true,
      userIds: [id],
    });
  });

  test.each([
    ["no minutes", [["kind", "minutes"]], "minutes"],
    ["no percent", [["kind", "percent"]], "percent"],
    [
      "too much percent",
      [
        ["kind", "percent"],
        ["percent", "101"],
      ],
      "percent",
    ],
  ] as const)("%s is told at its field", (_name, typed, field) => {
    const form = read(alertForm, [
      ["intent", "set"],
      ["id", id],
      ...typed.map(([name, value]): [string, string] => [name, value]),
    ]);
    expect(Object.keys((form.status === "error" && form.error) || {})).toContain(field);
  });
});

test.each(["0", "101", "-5", "12.5", "12,5", "abc", "1e2"])(
  "%s percent: the field says what is right, and keeps what was typed",
  (percent) => {
    const form = read(alertForm, [
      ["intent", "set"],
      ["id", id],
      ["kind", "percent"],
      ["percent", percent],
    ]);
    expect(form.status === "error" && form.error).toEqual({
      percent: ["Enter a whole number from 1 to 100, for example 20."],
    });
    expect(form.reply().initialValue).toMatchObject({ kind: "percent", percent });
  },
);

test("hours go to somebody, in a duration, for a reason", () => {
  const typed: [string, string][] = [
    ["key", id],
    ["toId", id],
    ["minutes", "1:30"],
  ];
  const looking = read(moveForm, [...typed, ["intent", "preview"]]);
  expect(looking.status === "success" && looking.value).toMatchObject({
    intent: "preview",
    toId: id,
    minutes: 90,
  });
  const saving = read(moveForm, [
    ["key", id],
    ["toId", ""],
    ["minutes", "0"],
    ["intent", "save"],
  ]);
  expect(saving.status === "error" && saving.error).toMatchObject({
    toId: ["Choose which client the hours go to."],
    minutes: ["Enter a duration, like 2:00 or 90 min."],
  });
  const terse = read(moveForm, [...typed, ["reason", "no"]]);
  expect(Object.keys((terse.status === "error" && terse.error) || {})).toEqual(["reason"]);
});

test.each([
  ["given", adjustForm, [["kind", "give"]]],
  ["taken", adjustForm, [["kind", "take"]]],
  ["moved", moveForm, [["toId", id]]],
  [
    "a month",
    monthlyForm,
    [
      ["rolloverMonths", "0"],
      ["fromMonth", "2026-12-01"],
    ],
  ],
] as const)("3 is three hours: %s", (_name, schema, entries) => {
  const form = read(schema, [
    ["key", id],
    ["minutes", "3"],
    ["reason", "Voor het ongemak."],
    ...entries.map(([name, value]): [string, string] => [name, value]),
  ]);
  expect(form.status === "success" && form.value).toMatchObject({ minutes: 180 });
});

test("what could be read in two ways is refused in its own words", () => {
  const form = read(adjustForm, [
    ["kind", "give"],
    ["key", id],
    ["minutes", "1:5"],
    ["validUntil", "3/4/2027"],
  ]);
  expect(form.status === "error" && form.error).toMatchObject({
    minutes: [expect.stringContaining("“1:5” can be read in two ways.")],
    validUntil: [expect.stringContaining("“3/4/2027” can be read in two ways.")],
  });
  const alert = read(alertForm, [
    ["intent", "set"],
    ["id", id],
    ["kind", "minutes"],
    ["minutes", "1.500"],
  ]);
  expect(alert.status === "error" && alert.error).toMatchObject({
    minutes: [expect.stringContaining("“1.500” can be read in two ways.")],
  });
});

test("hours come along from the first of a month on", () => {
  const typed: [string, string][] = [
    ["key", id],
    ["minutes", "3"],
    ["rolloverMonths", "0"],
  ];
  expect(read(monthlyForm, [...typed, ["fromMonth", "2026-12-01"]]).status).toBe("success");
  const form = read(monthlyForm, [...typed, ["fromMonth", "2026-12-15"]]);
  expect(form.status === "error" && form.error).toEqual({ fromMonth: ["Choose a day."] });
});

test("a reason is needed to save, and not to look", () => {
  const typed: [string, string][] = [
    ["kind", "take"],
    ["key", id],
    ["minutes", "1:00"],
  ];
  expect(read(adjustForm, [...typed, ["intent", "preview"]]).status).toBe("success");
  const saving = read(adjustForm, [...typed, ["intent", "save"]]);
  expect(Object.keys((saving.status === "error" && saving.error) || {})).toEqual(["reason"]);
});

test("a file or lines, and not too much of either", () => {
  const key: [string, string] = ["key", id];
  expect(read(importForm, [key, ["text", "klant;uren"]]).status).toBe("success");
  expect(read(importForm, [key, ["file", new File([], "")]]).status).toBe("error");
  expect(read(importForm, [key, ["file", new File(["x".repeat(300_001)], "a.csv")]]).status).toBe("error");
  expect(read(importForm, [key, ["text", "x".repeat(300_001)]]).status).toBe("error");
});

test("NULs of a file are left out: no text column takes them", async () => {
  expect(await textOfFile(new Blob(["Noord;10;R\0EF"]))).toBe("Noord;10;REF");
});

test.each([
  ["UTF-8", new TextEncoder().encode("gültig")],
  ["as Windows writes it", Uint8Array.from([0x67, 0xfc, 0x6c, 0x74, 0x69, 0x67])],
  [
    "UTF-16, as a spreadsheet's Unicode text",
    Uint8Array.from([0xff, 0xfe, ...[..."gültig"].flatMap((sign) => [sign.charCodeAt(0), 0])]),
  ],
])("a file's letters, %s", async (_name, bytes) => {
  expect(await textOfFile(new Blob([bytes]))).toBe("gültig");
});
