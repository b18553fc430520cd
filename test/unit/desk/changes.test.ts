import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changedSince, holds, readAnswers } from "#app/desk/rules/answers.ts";
import {
  decidesAs,
  listDeciders,
  planSteps,
  type Colleague,
  type DecideFacts,
  type OpenStep,
} from "#app/desk/rules/approval.ts";
import {
  actOn,
  changeActs,
  changeRoles,
  type Change,
  type ChangeAct,
} from "#app/desk/rules/change-machine.ts";
import { findDefinitionProblem, type Definition, type Field } from "#app/desk/rules/definition.ts";
import { readEffect } from "#app/desk/rules/effect-answers.ts";
import { isWeekday, proratedMinor, workdaysBetween, workdaysLater } from "#app/desk/rules/quote.ts";
import { findReversalRefusal } from "#app/desk/rules/reversal.ts";
import { day } from "#app/platform/day.ts";
import { readMailAddress } from "#app/platform/typed/mail-address.ts";
import {
  closedStates,
  isRequestState,
  nextStates,
  requestStates,
} from "#app/requests/rules/request-state.ts";

const text = (en: string) => ({ nl: en, de: en, en });
const field = (key: string, type: Field["type"], more: Partial<Field> = {}): Field => ({
  key,
  type,
  label: text(key),
  required: true,
  ...more,
});
const today = day("2026-11-30");

describe("the state machine", () => {
  const start: Change = {
    state: "awaiting_approval",
    steps: [{ by: "approver", left: 1 }],
    openLines: 1,
    effect: "pending",
    timing: "completion",
    isDue: true,
  };
  const allowed: [Change["state"], ChangeAct, (typeof changeRoles)[number], Change["state"]][] = [
    ["awaiting_approval", "approve", "approver", "new"],
    ["awaiting_approval", "refuse", "approver", "refused"],
    ["awaiting_approval", "withdraw", "requester", "withdrawn"],
    ["awaiting_approval", "expire", "system", "refused"],
    ["new", "add-line", "staff", "new"],
    ["new", "tick", "staff", "new"],
    ["new", "tick", "system", "new"],
    ["new", "untick", "staff", "new"],
    ["in_progress", "add-line", "staff", "in_progress"],
    ["in_progress", "tick", "staff", "in_progress"],
    ["in_progress", "tick", "system", "in_progress"],
    ["in_progress", "untick", "staff", "in_progress"],
    ["waiting", "add-line", "staff", "waiting"],
    ["waiting", "tick", "staff", "waiting"],
    ["waiting", "tick", "system", "waiting"],
    ["waiting", "untick", "staff", "waiting"],
    ["scheduled", "hour", "system", "done"],
    ["new", "close", "staff", "refused"],
    ["in_progress", "close", "staff", "refused"],
    ["waiting", "close", "staff", "refused"],
    ["scheduled", "close", "staff", "refused"],
  ];
  const states = [
    "awaiting_approval",
    "new",
    "in_progress",
    "waiting",
    "scheduled",
    "done",
    "refused",
    "withdrawn",
  ] as const;

  test.each(states)("%s: each act by each role does what the table says, and nothing else", (state) => {
    for (const act of changeActs)
      for (const role of changeRoles) {
        const row = allowed.find(([from, by, who]) => from === state && by === act && who === role);
        const steps = state === "awaiting_approval" ? start.steps : [];
        const result = actOn({ ...start, state, steps }, act, role);
        expect([act, role, result.ok ? result.value.state : null]).toEqual([act, role, row?.[3] ?? null]);
      }
  });

  test.each(states)("%s: nothing is completed or takes effect while a step is open", (state) => {
    for (const timing of ["completion", "hour"] as const)
      for (const [act, role] of [
        ["complete", "staff"],
        ["hour", "system"],
      ] as const) {
        expect(actOn({ ...start, state, timing, openLines: 0 }, act, role).ok, `${timing} ${act}`).toBe(
          false,
        );
      }
  });

  test("random acts: no effect without approval or twice, none before its hour, and no request stuck", () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom(...changeActs, ...requestStates),
        role: fc.constantFrom(...changeRoles),
        due: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    const begin = fc.record({
      steps: fc.array(
        fc.record({
          by: fc.constantFrom("approver" as const, "msp" as const),
          left: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      openLines: fc.integer({ min: 0, max: 3 }),
      effect: fc.constantFrom("none" as const, "pending" as const),
      timing: fc.constantFrom("completion" as const, "hour" as const),
      isDue: fc.boolean(),
    });
    fc.assert(
      fc.property(begin, acts, (facts, sequence) => {
        let change: Change = { ...facts, state: "awaiting_approval" };
        let effects = 0;
        for (const { act, role, due } of sequence) {
          // An hour that has come stays so.
          change = { ...change, isDue: change.isDue || due };
          if (isRequestState(act)) {
            // Somebody moves the request by hand.
            const by = role === "staff" ? "staff" : "client";
            if (nextStates(by, { state: change.state, kind: "change" }).includes(act))
              change = { ...change, state: act };
            continue;
          }
          const result = actOn(change, act, role);
          if (!result.ok) continue;
          const tookEffect = change.effect === "pending" && result.value.effect === "done";
          if (tookEffect) {
            effects += 1;
            expect(change.steps).toEqual([]);
            expect(change.isDue).toBe(true);
          }
          if (result.value.state === "done") expect(result.value.effect).not.toBe("pending");
          change = result.value;
        }
        expect(effects).toBeLessThanOrEqual(1);
        expect(endsOf({ ...change, isDue: true })).toBe(true);
      }),
    );
  });

  /** Whether somebody's acts bring a change to a closed state from here. */
  function endsOf(from: Change): boolean {
    let change = from;
    for (let round = 0; round < 30; round++) {
      if (closedStates.some((state) => state === change.state)) return true;
      const step = change.steps[0];
      const act = step
        ? "approve"
        : change.state === "scheduled"
          ? "hour"
          : change.openLines > 0
            ? "tick"
            : "complete";
      const role = step ? step.by : act === "hour" ? "system" : "staff";
      const result = actOn(change, act, role);
      if (!result.ok) return false;
      change = result.value;
    }
    return false;
  }
});

describe("answers", () => {
  const fields = [
    field("kind", "choice", { options: [{ value: "new", label: text("New") }] }),
    field("name", "line", { show: { all: [{ field: "kind", op: "is", value: "new" }] } }),
    field("more", "line", { show: { all: [{ field: "name", op: "filled" }] } }),
    field("count", "number", { required: false }),
    field("on", "day", { required: false }),
    field("email", "line", { required: false }),
    field("laptop", "yes", { required: false }),
  ];
  const options = {
    kind: [
      { value: "new", label: "New" },
      { value: "old", label: "Old" },
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
    [{}, { kind: "missing" }],
  ])("%j: %j", (sent, problems) => {
    expect(read(sent).problems).toEqual(problems);
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

describe("approval", () => {
  const person = (userId: string, role: Colleague["role"], leftMinor: number | null = null): Colleague => ({
    userId,
    name: userId,
    role,
    leftMinor,
  });
  const facts = {
    amountMinor: 5000,
    answers: {},
    requesterId: "tom",
    needsSecondPerson: false,
    colleagues: [
      person("tom", "employee"),
      person("petra", "manager"),
      person("an", "approver", 4999),
      person("fin", "finance"),
    ],
  };
  const plan = (rules: Parameters<typeof planSteps>[0], more = {}) =>
    planSteps(rules, { ...facts, ...more }).map(({ group, insteadOf, needed, userIds }) => [
      group,
      insteadOf,
      needed,
      userIds.join("+"),
    ]);

  test.each([
    [
      "who has no budget left is not asked",
      [{ group: "approver", needed: 1 }],
      {},
      [["approver", null, 1, "petra"]],
    ],
    [
      "a small amount may be approved by both",
      [{ group: "approver", needed: 1 }],
      { amountMinor: 4999 },
      [["approver", null, 1, "petra+an"]],
    ],
    ["two of two", [{ group: "finance", needed: 2 }], {}, [["finance", null, 2, "petra+fin"]]],
    [
      "nobody approves their own: it goes to the MSP",
      [{ group: "manager", needed: 1 }],
      { requesterId: "petra" },
      [["msp", "manager", 1, ""]],
    ],
    ["a step above an amount alone", [{ group: "finance", needed: 1, overMinor: 5000 }], {}, []],
    [
      "two steps that fall to the MSP are one",
      [
        { group: "manager", needed: 1 },
        { group: "msp", needed: 1 },
      ],
      { requesterId: "petra" },
      [["msp", "manager", 1, ""]],
    ],
    [
      "without a code a second person looks",
      [],
      { needsSecondPerson: true, amountMinor: 0 },
      [["approver", null, 1, "petra+an"]],
    ],
  ] as const)("%s", (_, rules, more, expected) => {
    expect(plan(rules, more)).toEqual(expected);
  });

  const standIns = [{ userId: "petra", standInId: "an", from: today, until: today }];
  const standing = { requesterId: "tom", standIns, today, amountMinor: 5000, colleagues: facts.colleagues };
  const petras: OpenStep = { group: "approver", userIds: ["petra"], given: [] };
  const lowered = [person("petra", "employee"), person("an", "approver")];
  const demoted = [person("petra", "manager"), person("an", "employee")];
  const gave = (userId: string, decidedBy: string) => ({ given: [{ userId, decidedBy }] });

  test.each<[string, string, Partial<OpenStep>, Partial<DecideFacts>, string]>([
    ["a stand-in decides for whom is away", "an", {}, {}, "petra"],
    ["on no other day", "an", {}, { today: day("2026-12-01") }, "not-yours"],
    ["never on their own request", "tom", {}, {}, "own-request"],
    ["not once they have decided", "an", gave("petra", "an"), {}, "decided-already"],
    ["nor once who is away has", "an", gave("petra", "petra"), {}, "decided-already"],
    ["once in a step", "an", { userIds: ["petra", "an"], ...gave("an", "an") }, {}, "decided-already"],
    ["with the budget that is left: the other's", "an", { userIds: ["an", "petra"] }, {}, "petra"],
    ["with too little left not at all", "an", { userIds: ["an"] }, {}, "over-budget"],
    ["for nobody who left the client", "an", {}, { colleagues: [person("an", "approver")] }, "not-yours"],
    [
      "for nobody who left the step's group",
      "an",
      { group: "finance" },
      { colleagues: lowered },
      "not-yours",
    ],
    ["not in a role that was taken away", "petra", {}, { colleagues: lowered }, "not-yours"],
    ["nor as a stand-in whose role was", "an", {}, { colleagues: demoted }, "not-yours"],
  ])("approving: %s", (_, userId, step, more, expected) => {
    const as = decidesAs(userId, "approved", { ...petras, ...step }, { ...standing, ...more });
    expect(as.ok ? as.value : as.refusal).toBe(expected);
  });

  test("who may not approve an amount may refuse it, and is told of it", () => {
    const step: OpenStep = { group: "approver", userIds: ["an", "tom"], given: [] };
    expect(decidesAs("an", "refused", step, standing)).toEqual({ ok: true, value: "an" });
    expect(listDeciders(step, standing)).toEqual(["an"]);
  });
});

describe("undoing", () => {
  const done = { effectState: "done" as const, reversesId: null, reversedBy: null };
  test.each([
    [done, true, null],
    [done, false, "not-allowed"],
    [{ ...done, reversedBy: "x" }, true, "reversed-already"],
    [{ ...done, effectState: "undone" as const }, true, "reversed-already"],
    [{ ...done, reversesId: "x" }, true, "not-undone"],
    [{ ...done, effectState: "dropped" as const }, true, "not-in-effect"],
  ])("%j, asked by who may: %s, is refused with %s", (change, mayAsk, refusal) => {
    expect(findReversalRefusal(change, mayAsk)).toBe(refusal);
  });
});

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

describe("days and prices", () => {
  test.each([
    ["2026-11-30", true],
    ["2026-11-28", false],
    ["2026-11-29", false],
    ["2023-12-29", true],
  ])("%s is a working day: %s", (text_, expected) => {
    expect(isWeekday(day(text_))).toBe(expected);
  });

  test("a working day after Friday is Monday", () => {
    expect(workdaysLater(day("2026-11-27"), 1)).toBe("2026-11-30");
    expect(workdaysBetween(day("2026-11-27"), day("2026-12-01"))).toBe(2);
  });

  test.each([
    ["2026-11-30", 3000, 100],
    ["2026-11-01", 3000, 3000],
    ["2026-12-01", 3000, 0],
    ["2026-11-16", 2160, 1080],
  ])("from %s, of %i a month: %i this month", (from, monthly, expected) => {
    expect(proratedMinor(monthly, day(from), today)).toBe(expected);
  });
});
