import { expect, test } from "vitest";

import { requestActs, type ActSubject, type DoActs } from "#app/desk/components/request-acts.ts";
import { findActs, type PageAct } from "#app/ui/shell/page-acts.ts";

const subject: ActSubject = { number: 7, state: "new", kind: "plain", assigneeId: null, snoozedUntil: null };
const people = {
  me: "daan",
  colleagues: [
    { id: "daan", name: "Daan Visser" },
    { id: "iris", name: "Iris Bakker" },
  ],
};

function actsOf(...subjects: Partial<ActSubject>[]): { acts: PageAct[]; done: string[] } {
  const done: string[] = [];
  const does: DoActs = {
    take: () => done.push("take"),
    move: (to) => done.push(to),
    assign: (to) => done.push(`assign ${to}`),
    priority: (to) => done.push(to),
    snooze: (until) => done.push(until),
  };
  return {
    acts: requestActs(
      subjects.map((one) => ({ ...subject, ...one })),
      people,
      does,
    ),
    done,
  };
}

test.each<[string, Partial<ActSubject>, string]>([
  ["new", {}, "1 a w d p h"],
  ["a colleague's", { assigneeId: "iris", state: "in_progress" }, "a w d p h"],
  ["one's own", { assigneeId: "daan", state: "in_progress" }, "a w d p h"],
  ["a waiting one", { assigneeId: "daan", state: "waiting" }, "a d p h"],
  ["a standard change", { kind: "change" }, "1 a w p h"],
  ["one that is done", { state: "done" }, ""],
  ["one that waits for approval", { state: "awaiting_approval", kind: "change" }, ""],
])("the keys of a request that is %s are those of what can be done with it", (_what, of, keys) => {
  const { acts } = actsOf(of);
  expect(acts.flatMap((act) => act.keys ?? []).join(" ")).toBe(keys);
});

test("several requests are named by their number, and an act is offered that fits one of them", () => {
  const { acts } = actsOf({ number: 7, state: "waiting" }, { number: 8, assigneeId: "iris" });
  expect(acts.find(({ id }) => id === "take")?.label).toContain("2");
  expect(acts.map(({ id }) => id)).toContain("resume");
});

test("what is typed finds choices by their words, in any order and without accents", () => {
  const { acts, done } = actsOf({});
  for (const typed of ["iris #7", "IRIS", "#7 uitstellen maandag"]) {
    const [found] = findActs(acts, typed);
    if (typeof found?.does === "function") found.does();
  }
  expect(done).toEqual(["assign iris", "assign iris", "monday"]);
  expect(findActs(acts, "")).toBe(acts);
  expect(findActs(acts, "printer")).toEqual([]);
});
