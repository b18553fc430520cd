import fc from "fast-check";
import { expect, test } from "vitest";

import { latestArrived } from "#app/desk/rules/arrived.ts";
import {
  decideUndo,
  isUndoable,
  undoAcceptedMs,
  undoLetterMs,
  undoOfferedMs,
  type KeptAct,
} from "#app/requests/rules/undo.ts";

const at = new Date("2026-11-18T09:00:00Z");
const after = (ms: number) => new Date(at.getTime() + ms);

test.each([
  ["at once", { revision: 4, undoneAt: null }, 4, 0, "undo"],
  ["while it is offered", { revision: 4, undoneAt: null }, 4, undoOfferedMs, "undo"],
  ["at the last moment", { revision: 4, undoneAt: null }, 4, undoAcceptedMs, "undo"],
  ["after that", { revision: 4, undoneAt: null }, 4, undoAcceptedMs + 1, "too-late"],
  ["changed by anybody since", { revision: 4, undoneAt: null }, 5, 1000, "changed-meanwhile"],
  ["changed since, and too late", { revision: 4, undoneAt: null }, 5, 3_600_000, "changed-meanwhile"],
  [
    "a second time, by when the undo itself has changed it",
    { revision: 4, undoneAt: after(900) },
    5,
    1000,
    "undone",
  ],
] as const)("an act is undone or not: %s", (_case, kept, revision, ms, verdict) => {
  expect(decideUndo({ at, ...kept }, { revision }, after(ms))).toBe(verdict);
});

test("whatever happens meanwhile, an act is undone once at most, and never over somebody's change", () => {
  const events = fc.array(fc.constantFrom("undo", "change", "wait"), { maxLength: 12 });
  fc.assert(
    fc.property(events, (happens) => {
      const kept: KeptAct = { at, revision: 1, undoneAt: null };
      const request = { revision: 1 };
      let time = 0;
      let changed = false;
      let undone = 0;
      for (const event of happens) {
        if (event === "wait") time += 4000;
        if (event === "change") {
          request.revision += 1;
          changed = true;
        }
        if (event !== "undo" || decideUndo(kept, request, after(time)) !== "undo") continue;
        expect(changed || time > undoAcceptedMs).toBe(false);
        kept.undoneAt = after(time);
        request.revision += 1;
        undone += 1;
      }
      expect(undone).toBeLessThanOrEqual(1);
    }),
  );
});

test("what can't be taken back can't be undone, and a letter leaves only afterwards", () => {
  const acts = [
    "take",
    "move",
    "assign",
    "priority",
    "snooze",
    "merge",
    "comment",
    "note",
    "timer",
    "complete",
  ];
  expect(acts.filter(isUndoable)).toEqual(["take", "move", "assign", "priority", "snooze"]);
  expect(undoOfferedMs < undoAcceptedMs && undoAcceptedMs < undoLetterMs).toBe(true);
});

test("of what was written meanwhile the latest by somebody else is announced", () => {
  const texts = ["a", "b", "c", "d"].map((id) => ({ id, authorName: id }));
  const arrived = (known: string[], own: string[]) =>
    latestArrived(texts, { known: new Set(known), own: new Set(own) })?.id;
  expect(arrived(["a"], [])).toBe("d");
  expect(arrived(["a", "b"], ["d"])).toBe("c");
  expect(arrived(["a", "b", "c"], ["d"])).toBeUndefined();
});
