import { expect, test } from "vitest";

import { readHolidays, readWindows, windowsText } from "#app/desk/rules/business-week.ts";
import { strictestOf } from "#app/desk/rules/clock-facts.ts";
import { countPromises, type PromiseFact } from "#app/desk/rules/kept-promises.ts";
import { queueQuery, readQueueFilter } from "#app/desk/queue-filter.ts";

test.each([
  ["", []],
  [
    "8:30-12:00, 13:00 - 17:00",
    [
      ["08:30", "12:00"],
      ["13:00", "17:00"],
    ],
  ],
  ["00:00-24:00", [["00:00", "24:00"]]],
  [
    "09:00-12:00,12:00-13:00",
    [
      ["09:00", "12:00"],
      ["12:00", "13:00"],
    ],
  ],
] as const)("the windows %j are read, and written as they are typed", (text, windows) => {
  const read = readWindows(text);
  expect(read).toEqual({ ok: true, value: windows });
  if (read.ok) expect(readWindows(windowsText(read.value))).toEqual(read);
});

test.each([
  "17:00-09:00",
  "09:00-12:00, 11:00-13:00",
  "09:00",
  "9-17",
  "25:00-26:00",
  "02:30-05:00",
  "09:60-10:00",
  "09:00-09:00",
])("the windows %j are refused", (text) => {
  expect(readWindows(text).ok).toBe(false);
});

test("holidays are a day and a name, one a line, each once", () => {
  expect(readHolidays("2026-12-25 Eerste kerstdag\n\n 2027-01-01  Nieuwjaar\r\n")).toEqual({
    ok: true,
    value: [
      { on: "2026-12-25", name: "Eerste kerstdag" },
      { on: "2027-01-01", name: "Nieuwjaar" },
    ],
  });
  for (const text of ["2026-12-25", "25-12-2026 Kerst", "2026-02-30 Niets", "2026-12-25 a\n2026-12-25 b"])
    expect(readHolidays(text).ok, text).toBe(false);
});

test("an address and its filter are the same, and what it does not know is left out", () => {
  const again = (text: string): string => queueQuery(readQueueFilter(new URLSearchParams(text)));
  const query = "show=mine&q=kassa&priority=critical.low&with=nobody&what=change&sort=-age&cols=due.state";
  expect(again(query)).toBe(query);
  expect(again("show=x&priority=urgent&with=me&client=1;drop&requester=x&what=y&sort=up&page=3")).toBe("");
  // As a form with boxes sends them, and as views were kept before the heads sorted.
  expect(again("priority=critical&priority=low&order=age")).toBe("priority=critical.low&sort=-age");
});

test("of several contracts the quicker promise holds", () => {
  const slow = { responseMinutes: 60, resolutionMinutes: 480 };
  const quick = { responseMinutes: 240, resolutionMinutes: 240 };
  const answerOnly = { responseMinutes: 15, resolutionMinutes: null };
  const nothing = { responseMinutes: null, resolutionMinutes: null };
  expect(strictestOf([slow, quick, answerOnly, nothing])).toBe(quick);
  expect(strictestOf([answerOnly, nothing])).toBe(answerOnly);
  expect(strictestOf([nothing])).toBeNull();
});

test("promises are counted by month and priority; what still runs is not counted, what was missed is named", () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const due = new Date("2026-11-20T10:00:00Z");
  const fact = (id: string, changes: Partial<PromiseFact>): PromiseFact => ({
    requestId: id,
    number: 1,
    title: id,
    clientName: "Jansen",
    month: "2026-11",
    priority: "normal",
    kind: "resolution",
    dueAt: due,
    metAt: due,
    ...changes,
  });
  const { groups, missed } = countPromises(
    [
      fact("kept", {}),
      fact("broken", { metAt: new Date("2026-11-20T10:00:01Z") }),
      fact("late", { metAt: null, kind: "response" }),
      fact("running", { metAt: null, dueAt: new Date("2026-11-20T13:00:00Z") }),
      fact("paused", { metAt: null, dueAt: null }),
      fact("earlier", { month: "2026-10" }),
    ],
    at,
  );
  expect(groups).toEqual([
    { month: "2026-11", priority: "normal", response: { kept: 0, all: 1 }, resolution: { kept: 1, all: 2 } },
    { month: "2026-10", priority: "normal", response: { kept: 0, all: 0 }, resolution: { kept: 1, all: 1 } },
  ]);
  expect(missed.map(({ requestId }) => requestId)).toEqual(["broken", "late"]);
});
