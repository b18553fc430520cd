import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  actOn,
  changeActs,
  changeRoles,
  type Change,
  type ChangeAct,
} from "#app/desk/rules/change-machine.ts";
import {
  closedStates,
  isRequestState,
  nextStates,
  requestStates,
} from "#app/requests/rules/request-state.ts";

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
