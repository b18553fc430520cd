import { describe, expect, test } from "vitest";

import { changedSince, holds, readAnswers } from "#app/desk/rules/answers.ts";
import { day } from "#app/platform/day.ts";
import { readMailAddress } from "#app/platform/typed/mail-address.ts";

import { field, text } from "./field.ts";

const today = day("2026-11-30");

describe("answers", () => {
  const fields = [
    field("kind", "choice", { options: [{ value: "new", label: text("New") }] }),
    field("name", "line", { show: { all: [{ field: "kind", op: "is", value: "new" }] } }),
    field("more", "line", { show: { all: [{ field: "name", op: "filled" }] } }),
    field("count", "number", { required: false }),
    field("on", "day", { required: false }),
    field("screens", "number", { required: false, min: 1, max: 4 }),
    field("from", "day", { required: false, fromDays: 3 }),
    field("apps", "choice", { required: false, many: true }),
    field("email", "line", { required: false }),
    field("laptop", "yes", { required: false }),
  ];
  const options = {
    kind: [
      { value: "new", label: "New" },
      { value: "old", label: "Old" },
    ],
    apps: [
      { value: "mail", label: "Mail" },
      { value: "chat", label: "Chat" },
    ],
  };
  const read = (sent: Record<string, string[]>) =>
    readAnswers({ fields }, new Map(Object.entries(sent)), {
      options,
      today,
      words: ({ key }) => key,
      yesNo: { yes: "Ja", no: "Nein" },
      readAddress: readMailAddress,
    });

  test("a hidden question's answer is dropped, and so is what depends on it", () => {
    expect(read({ kind: ["old"], name: ["Geheim"], more: ["x"] })).toEqual({
      answers: { kind: "old" },
      shown: [
        { key: "kind", type: "choice", label: "kind", text: "Old" },
        { key: "laptop", type: "yes", label: "laptop", text: "Nein" },
      ],
      problems: {},
    });
    expect(read({ kind: ["new"], more: ["x"] }).problems).toEqual({ name: "missing" });
  });

  test.each([
    [{ kind: ["foreign"] }, { kind: "no-choice" }],
    [{ kind: ["new", "old"] }, { kind: "no-choice" }],
    [{ kind: ["old"], count: ["2.5"] }, { count: "not-a-number" }],
    [{ kind: ["old"], email: ["keine-mail"] }, { email: "not-an-address" }],
    [{ kind: ["old"], on: ["2026-11-29"] }, { on: "in-the-past" }],
    [{ kind: ["old"], on: ["31 februari"] }, { on: "not-a-day" }],
    [{ kind: ["old"], screens: ["0"] }, { screens: "out-of-range" }],
    [{ kind: ["old"], screens: ["5"] }, { screens: "out-of-range" }],
    [{ kind: ["old"], screens: ["4"] }, {}],
    [{ kind: ["old"], from: ["2026-11-29"] }, { from: "in-the-past" }],
    [{ kind: ["old"], from: ["2026-12-02"] }, { from: "too-early" }],
    [{ kind: ["old"], from: ["2026-12-03"] }, {}],
    [{ kind: ["old"], apps: ["mail", "fax"] }, { apps: "no-choice" }],
    [{}, { kind: "missing" }],
  ])("%j: %j", (sent, problems) => {
    expect(read(sent).problems).toEqual(problems);
  });

  test("several options of a question are kept and said in its order, and a condition looks for one of them", () => {
    const { answers, shown } = read({ kind: ["old"], apps: ["chat", "mail"] });
    expect(answers["apps"]).toEqual(["mail", "chat"]);
    expect(shown.find(({ key }) => key === "apps")?.text).toBe("Mail, Chat");
    const has = (value: string) => holds({ all: [{ field: "apps", op: "has", value }] }, answers);
    expect([has("chat"), has("files")]).toEqual([true, false]);
  });

  test("a mail address is kept as mail takes it, and what was ticked is said in a word", () => {
    const { answers, shown } = read({ kind: ["old"], email: ["eva@müller.de"], laptop: ["on"] });
    expect(answers).toEqual({ kind: "old", email: "eva@xn--mller-kva.de", laptop: true });
    expect(shown.at(-1)?.text).toBe("Ja");
  });

  test("conditions on two answers, on a number and on a day", () => {
    const over = { field: "count", op: "over", value: 5 } as const;
    const later = { field: "on", op: "over", value: "2026-12-01" } as const;
    expect(holds({ all: [over, later] }, { count: 6, on: "2026-12-02" })).toBe(true);
    expect(holds({ all: [over, later] }, { count: 6, on: "2026-12-01" })).toBe(false);
    expect(holds({ any: [over, later] }, { count: 6 })).toBe(true);
    expect(holds({ any: [over, later] }, {})).toBe(false);
  });

  test("what is other than before is told", () => {
    const shown = (key: string, value: string) => ({ key, type: "line" as const, label: key, text: value });
    expect(
      changedSince([shown("a", "1"), shown("b", "2")], [shown("a", "1"), shown("b", "3"), shown("c", "4")]),
    ).toEqual({ b: "2", c: null });
  });
});
