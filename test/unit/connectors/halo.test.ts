import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  decideMinutes,
  decideState,
  findSent,
  haloInstant,
  hoursOf,
  htmlOf,
  matchAgents,
  meaningOf,
  minutesOf,
  proposeClients,
  retryAfterMs,
  sharedStateOf,
  sharedStates,
  stepsTo,
  textOf,
  toHaloInstant,
  type HaloChoices,
} from "#app/connectors/rules/halo.ts";
import { nextStates, requestStates } from "#app/requests/rules/request-state.ts";

const choices: HaloChoices = {
  ...{ ticketTypeId: 1, agentId: 3, outcomeId: 7, alsoWaiting: [5], alsoDone: [8] },
  statuses: { new: 1, in_progress: 2, waiting: 4, done: 9 },
};

describe("states", () => {
  test("each status of Halo's means one state, and what was not named is in progress", () => {
    expect([1, 2, 4, 5, 8, 9, 77].map((id) => meaningOf(choices, id))).toEqual([
      "new",
      "in_progress",
      "waiting",
      "waiting",
      "done",
      "done",
      "in_progress",
    ]);
  });

  test.each([
    ["nobody", "new", "new", "new", "plain", "nothing"],
    ["we alone", "new", "in_progress", "new", "plain", "send in_progress"],
    ["Halo alone", "new", "new", "waiting", "plain", "take waiting"],
    ["both", "new", "in_progress", "waiting", "plain", "take waiting"],
    ["both, the same", "new", "done", "done", "plain", "nothing"],
    ["Halo reopens into waiting", "done", "done", "waiting", "plain", "take in_progress waiting"],
    ["Halo, a step that staff can't make", "done", "done", "new", "plain", "send done"],
    ["Halo closes a standard change", "in_progress", "in_progress", "done", "change", "send in_progress"],
    ["Halo reopens what was refused", "done", "refused", "in_progress", "change", "send done"],
    ["Halo, before the day", "waiting", "scheduled", "in_progress", "change", "send waiting"],
    ["a ticket found again", null, "new", "in_progress", "plain", "send new"],
    ["before approval", null, "awaiting_approval", "new", "change", "nothing"],
  ] as const)("changed by %s", (_who, agreed, ours, theirs, kind, expected) => {
    const decision = decideState({ agreed, ours, theirs, kind });
    const said =
      decision.do === "take" ? decision.steps.join(" ") : decision.do === "send" ? decision.state : "";
    expect(`${decision.do} ${said}`.trim()).toBe(expected);
  });

  test("every step that is taken is one that staff may make, and both sides are the same after it", () => {
    for (const ours of requestStates)
      for (const agreed of [...sharedStates, null])
        for (const theirs of sharedStates) {
          const decision = decideState({ agreed, ours, theirs, kind: "plain" });
          let state = ours;
          for (const step of decision.do === "take" ? decision.steps : []) {
            expect(nextStates("staff", { state, kind: "plain" })).toContain(step);
            state = step;
          }
          const there = decision.do === "send" ? decision.state : theirs;
          expect(sharedStateOf(state) ?? there).toBe(there);
        }
    expect(stepsTo({ state: "refused", kind: "plain" }, "done")).toBeNull();
  });
});

describe("time", () => {
  test("who changed minutes wins, Halo where both did, and a reversal here stays", () => {
    expect(decideMinutes({ agreed: 15, ours: 15, theirs: 15 })).toBe("nothing");
    expect(decideMinutes({ agreed: 15, ours: 30, theirs: 15 })).toBe("send");
    expect(decideMinutes({ agreed: 15, ours: 15, theirs: 45 })).toBe("take");
    expect(decideMinutes({ agreed: 15, ours: 30, theirs: 45 })).toBe("take");
    expect(decideMinutes({ agreed: 15, ours: 0, theirs: 45 })).toBe("send");
  });

  test("every minute comes back from decimal hours as it went", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6000 }), (minutes) => minutesOf(hoursOf(minutes)) === minutes),
    );
  });

  test("instants are read with and without a zone, and empty ones are none", () => {
    expect(haloInstant("2026-06-29T15:41:46.637")?.toISOString()).toBe("2026-06-29T15:41:46.637Z");
    expect(haloInstant("2026-06-29T17:41:46+02:00")?.toISOString()).toBe("2026-06-29T15:41:46.000Z");
    expect([haloInstant("1899-12-30T00:00:00"), haloInstant("1900-01-01T00:00:00"), haloInstant("")]).toEqual(
      [null, null, null],
    );
    expect(toHaloInstant(new Date("2026-06-29T15:41:46.637Z"))).toBe("2026-06-29T15:41:46");
  });
});

describe("texts", () => {
  test("what goes as HTML comes back as text, and nothing of it is markup", () => {
    const plain = fc
      .array(fc.constantFrom("a", "<b>", "&", "&lt;", '"', "x < y", "é", "1>0"))
      .map((parts) => parts.join("_"));
    fc.assert(
      fc.property(plain, (text) => {
        expect(htmlOf(text)).not.toMatch(/<(?!br>)/);
        expect(textOf(htmlOf(text))).toBe(text);
      }),
    );
    expect(textOf("<style>p{}</style><p>One&nbsp;two</p><p>three<br/>four</p>")).toBe("One two\nthree\nfour");
  });

  test("what Halo has already is found once for each thing", () => {
    const part = { text: "Tom: yes", hidden: false };
    const [one, two, other] = [{ ...part }, { ...part }, { ...part, hidden: true }];
    const found = findSent([one, two, other], [{ ...part, text: "Tom:  yes ", id: 5 }]);
    expect([found.get(one)?.id, found.get(two), found.get(other)]).toEqual([5, undefined, undefined]);
  });
});

test("a client is proposed where one name alone is the same", () => {
  const theirs = [
    { id: 1, name: "Bakkerij Jansen B.V." },
    { id: 2, name: "Kanzlei Vogel" },
    { id: 3, name: "kanzlei  vogel" },
  ];
  const ours = [
    { id: "j", name: "bakkerij jansen" },
    { id: "v", name: "Kanzlei Vogel" },
    { id: "n", name: "Noord" },
  ];
  expect([...proposeClients(ours, theirs)].map(([id, { id: haloId }]) => [id, haloId])).toEqual([["j", 1]]);
});

test("what fails is tried again for ever, at last every six hours", () => {
  expect([1, 2, 5, 50].map(retryAfterMs)).toEqual([60_000, 300_000, 21_600_000, 21_600_000]);
});

test("an agent is who was chosen, else who has the address, else who has the name", () => {
  const people = [
    { userId: "daan", name: "Daan Visser", email: "daan@helder.example" },
    { userId: "iris", name: "Iris Bakker", email: "iris@helder.example" },
  ];
  const agents = [
    { id: 1, name: "Iris Bakker", email: " Daan@Helder.example" },
    { id: 2, name: "iris bakker", email: null },
    { id: 3, name: "Sam", email: "" },
    { id: 4, name: "Daan Visser" },
    { id: 5, name: "Daan Visser" },
  ];
  const chosen = new Map([
    [4, null],
    [5, "left"],
  ]);
  expect([...matchAgents(agents, people, chosen).values()]).toEqual([
    { userId: "daan", by: "email" },
    { userId: "iris", by: "name" },
    { userId: null, by: null },
    { userId: null, by: "choice" },
    { userId: "daan", by: "name" },
  ]);
});
