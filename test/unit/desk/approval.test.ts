import { describe, expect, test } from "vitest";

import {
  decidesAs,
  listDeciders,
  planSteps,
  type Colleague,
  type DecideFacts,
  type OpenStep,
} from "#app/desk/rules/approval.ts";
import { day } from "#app/platform/day.ts";

const today = day("2026-11-30");

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
