import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, day, type Day } from "#app/platform/day.ts";
import type { Result } from "#app/platform/result.ts";
import { addDevice, removeDevice, setDeviceState } from "#app/people/rules/device-acts.ts";
import { addEmployee, changeEmployee, setLeaving } from "#app/people/rules/employee-acts.ts";
import { assignLicence, releaseLicence } from "#app/people/rules/licence-acts.ts";
import { grantRight, revokeRight } from "#app/people/rules/right-acts.ts";
import {
  applyChange,
  emptyRecords,
  replay,
  type Change,
  type Employee,
  type Records,
  type Roster,
} from "#app/people/rules/roster.ts";
import { closeSeat, endSeat, giveSeat } from "#app/people/rules/seat-acts.ts";
import { overlap, type Span } from "#app/people/rules/span.ts";

const first = day("2026-01-01");
const at = (days: number): Day => addDays(first, days);
const pools = [
  { productId: "spb", quantity: 2, startsOn: at(0), termEndsOn: null },
  { productId: "spb", quantity: 3, startsOn: at(20), termEndsOn: null },
];
const empty: Roster = { ...emptyRecords, pools };

export const somebody = (id: string, more: Partial<Employee> = {}): Employee => ({
  id,
  name: `Person ${id}`,
  email: null,
  department: "",
  location: "",
  joinedOn: at(0),
  leftOn: null,
  userId: null,
  ...more,
});

function after(roster: Roster, decided: Result<Change[], string>): Roster {
  if (!decided.ok) throw new Error(decided.refusal);
  return { ...decided.value.reduce<Records>(applyChange, roster), pools: roster.pools };
}

const staffed = ["a", "b", "c"].reduce(
  (roster, id) => after(roster, addEmployee(roster, somebody(id))),
  empty,
);
const seat = (holdingId: string, employeeId: string, startsOn: Day, seatId: string | null = null) => ({
  holdingId,
  seatId,
  newSeatId: `seat-${holdingId}`,
  seatTypeId: "standard",
  employeeId,
  startsOn,
});
const licence = (id: string, employeeId: string | null, startsOn: Day, mailbox: string | null = null) => ({
  id,
  productId: "spb",
  employeeId,
  mailbox,
  startsOn,
});
const folder = { id: "r1", kind: "folder" as const, name: "Projects" };
const right = (id: string, employeeId: string, startsOn: Day) => ({
  id,
  employeeId,
  level: "read" as const,
  startsOn,
  reason: "",
  requestId: null,
});

const seated = after(staffed, giveSeat(staffed, seat("h1", "a", at(5))));
const licensed = after(staffed, assignLicence(staffed, licence("l1", "a", at(5))));
const full = after(licensed, assignLicence(licensed, licence("l2", "b", at(5))));
const entitled = after(staffed, grantRight(staffed, folder, right("g1", "a", at(5))));
const leaver = after(seated, setLeaving(seated, "a", { leftOn: at(10), release: false, newId: () => "n" }));

describe("what is refused", () => {
  test.each<[string, Result<Change[], string>]>([
    ["leaves-before-joining", setLeaving(staffed, "a", { leftOn: at(-1), release: true, newId: () => "n" })],
    ["leaves-before-joining", changeEmployee(leaver, "a", { ...somebody("a"), joinedOn: at(11) })],
    ["employee-gone", setLeaving(staffed, "z", null)],
    [
      "email-taken",
      addEmployee(
        after(empty, addEmployee(empty, somebody("a", { email: "a@x.example" }))),
        somebody("b", { email: "a@x.example" }),
      ),
    ],
    [
      "login-taken",
      addEmployee(
        after(empty, addEmployee(empty, somebody("a", { userId: "u" }))),
        somebody("b", { userId: "u" }),
      ),
    ],
    ["has-seat", giveSeat(seated, seat("h2", "a", at(9)))],
    ["seat-taken", giveSeat(seated, seat("h2", "b", at(9), "seat-h1"))],
    ["seat-gone", giveSeat(seated, seat("h2", "b", at(9), "seat-none"))],
    ["not-employed", giveSeat(staffed, seat("h2", "b", at(-1)))],
    ["not-employed", giveSeat(leaver, seat("h2", "a", at(11)))],
    ["ends-before-start", endSeat(seated, "h1", { lastDay: at(4), keepSeat: false })],
    ["seat-held-later", closeSeat(seated, "seat-h1", at(9))],
    ["licence-twice", assignLicence(licensed, licence("l2", "a", at(9)))],
    ["licence-twice", assignLicence(licensed, licence("l2", "a", at(1)))],
    ["none-free", assignLicence(full, licence("l3", "c", at(9)))],
    ["none-free", assignLicence(staffed, { ...licence("l3", "c", at(9)), productId: "unknown" })],
    ["none-free", assignLicence(full, licence("l3", null, at(1), "info@x.example"))],
    ["free-before-start", releaseLicence(licensed, "l1", at(4))],
    ["right-twice", grantRight(entitled, { ...folder, id: "r2" }, right("g2", "a", at(7)))],
    ["free-before-start", revokeRight(entitled, "g1", at(4))],
  ])("%s", (refusal, decided) => {
    expect(decided).toEqual({ ok: false, refusal });
  });
});

describe("what goes through", () => {
  test("a licence is free again from the day on which it was released", () => {
    const released = after(full, releaseLicence(full, "l1", at(9)));
    expect(assignLicence(released, licence("l3", "c", at(8)))).toEqual({ ok: false, refusal: "none-free" });
    expect(assignLicence(released, licence("l3", "c", at(9))).ok).toBe(true);
  });

  test("a licence bought later is free from that day on", () => {
    expect(assignLicence(full, licence("l3", "c", at(19))).ok).toBe(false);
    expect(assignLicence(full, licence("l3", "c", at(20))).ok).toBe(true);
  });

  test("released from its first day, a licence never counted", () => {
    expect(releaseLicence(licensed, "l1", at(5))).toEqual({
      ok: true,
      value: [{ entity: "assignment", id: "l1", row: null }],
    });
  });

  test("what is done twice changes nothing the second time", () => {
    expect(addEmployee(staffed, somebody("a"))).toEqual({ ok: true, value: [] });
    expect(giveSeat(seated, seat("h1", "a", at(5)))).toEqual({ ok: true, value: [] });
    expect(assignLicence(licensed, licence("l1", "a", at(5)))).toEqual({ ok: true, value: [] });
  });

  test("a seat is passed on the day after, and stays one seat", () => {
    const ended = after(seated, endSeat(seated, "h1", { lastDay: at(14), keepSeat: true }));
    const passed = after(ended, giveSeat(ended, seat("h2", "b", at(15), "seat-h1")));
    expect(passed.seat).toHaveLength(1);
    expect(passed.holding.map(({ seatId }) => seatId)).toEqual(["seat-h1", "seat-h1"]);
  });

  test("a leaver's last day ends all that they hold, and their device stays", () => {
    const everything = after(
      after(entitled, giveSeat(entitled, seat("h1", "a", at(5)))),
      assignLicence(entitled, licence("l1", "a", at(5))),
    );
    const device = {
      id: "d",
      name: "L1",
      kind: "laptop",
      serial: "",
      os: "",
      warrantyUntil: null,
      startsOn: at(2),
    };
    const mine = { inScope: true, onStandard: true, employeeId: "a" };
    const equipped = after(everything, addDevice(everything, device, mine, "p1"));
    const left = after(
      equipped,
      setLeaving(equipped, "a", { leftOn: at(30), release: true, newId: () => "p2" }),
    );
    for (const row of [...left.holding, ...left.seat, ...left.assignment, ...left.right])
      expect(row.endsOn).toBe(at(30));
    expect(left.period).toEqual([
      expect.objectContaining({ id: "p1", endsOn: at(30), employeeId: "a" }),
      expect.objectContaining({ id: "p2", startsOn: at(31), endsOn: null, employeeId: null }),
    ]);
  });
});

type Act = { kind: number; who: number; which: number; day: number; yes: boolean };
const acts = fc.array(
  fc.record({
    kind: fc.nat(10),
    who: fc.nat(3),
    which: fc.nat(3),
    day: fc.integer({ min: -3, max: 40 }),
    yes: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** One random act on a small roster; its ids come from a few, so that acts meet. */
function decide(roster: Roster, act: Act, step: number): Result<Change[], string> {
  const who = `e${act.who}`;
  const on = at(act.day);
  const device = { id: `d${act.which}`, name: "D", kind: "laptop", serial: "", os: "", warrantyUntil: null };
  const state = { inScope: act.yes, onStandard: !act.yes, employeeId: act.yes ? null : who };
  const held = <Row extends { id: string }>(rows: readonly Row[]): string => rows[act.which]?.id ?? "none";
  const all: (() => Result<Change[], string>)[] = [
    () => addEmployee(roster, somebody(who, { joinedOn: on })),
    () => setLeaving(roster, who, { leftOn: on, release: act.yes, newId: () => `n${step}` }),
    () => setLeaving(roster, who, null),
    () => giveSeat(roster, seat(`h${step}`, who, on, act.yes ? held(roster.seat) : null)),
    () => endSeat(roster, held(roster.holding), { lastDay: on, keepSeat: act.yes }),
    () =>
      assignLicence(roster, licence(`l${step}`, act.yes ? who : null, on, act.yes ? null : "m@x.example")),
    () => releaseLicence(roster, held(roster.assignment), on),
    () => grantRight(roster, folder, right(`g${step}`, who, on)),
    () => revokeRight(roster, held(roster.right), on),
    () => addDevice(roster, { ...device, startsOn: on }, state, `p${step}`),
    () =>
      act.yes
        ? setDeviceState(roster, `d${act.which}`, { ...state, from: on, periodId: `p${step}` })
        : removeDevice(roster, `d${act.which}`, on),
  ];
  return all[act.kind]?.() ?? { ok: true, value: [] };
}

test("whatever is done in whatever order: the events replayed are the roster, and nothing overlaps", () => {
  fc.assert(
    fc.property(acts, (list) => {
      const events: Change[] = [];
      let roster = empty;
      for (const [step, act] of list.entries()) {
        const decided = decide(roster, act, step);
        if (!decided.ok) continue;
        events.push(...decided.value);
        roster = after(roster, decided);
        expectSound(roster);
      }
      expect({ ...replay(events), pools }).toEqual(roster);
    }),
    { numRuns: 300 },
  );
});

function expectSound(roster: Roster): void {
  const spans: (Span & { key: string })[] = [
    ...roster.holding.map((row) => ({ ...row, key: `seat ${row.seatId}` })),
    ...roster.holding.map((row) => ({ ...row, key: `person ${row.employeeId} ${row.seatTypeId}` })),
    ...roster.period.map((row) => ({ ...row, key: `device ${row.deviceId}` })),
    ...roster.assignment.map((row) => ({ ...row, key: `licence ${row.employeeId ?? row.mailbox}` })),
    ...roster.right.map((row) => ({ ...row, key: `right ${row.resourceId} ${row.employeeId}` })),
  ];
  for (const [index, one] of spans.entries()) {
    if (one.endsOn !== null) expect(one.endsOn >= one.startsOn).toBe(true);
    for (const other of spans.slice(index + 1))
      if (one.key === other.key) expect(overlap(one, other), one.key).toBe(false);
  }
}
