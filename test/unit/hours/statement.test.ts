import fc from "fast-check";
import { expect, test } from "vitest";

import { csvLine } from "#app/platform/csv.ts";
import { day } from "#app/platform/day.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { lineCells } from "#app/hours/statement/statement-csv.server.ts";
import { arithmetic, blocksWords, lineTitle } from "#app/hours/statement/words.ts";
import {
  changeOf,
  movementsOf,
  statementLine,
  statementOf,
  type JournalMove,
  type StatementAct,
} from "#app/hours/rules/statement.ts";
import { signedMinutes, signedMoney } from "#app/platform/format.ts";

const move = (part: Partial<JournalMove> & Pick<JournalMove, "src" | "dst" | "minutes">): JournalMove => ({
  opKind: "time",
  source: "purchase",
  valueMinor: 0,
  priceMinor: 0,
  ...part,
});
const buckets = ["source", "lot", "used", "reversed", "debt", "expired", "held"] as const;
const anyMove = fc
  .record({
    opKind: fc.constantFrom("credit", "time", "expire", "payment", "adjust", "move" as const),
    src: fc.constantFrom(...buckets),
    dst: fc.constantFrom(...buckets),
    source: fc.constantFrom(
      "purchase",
      "auto_topup",
      "grant",
      "goodwill",
      "correction",
      "import",
      "moved",
      null,
    ),
    minutes: fc.integer({ min: 1, max: 10_000 }),
    valueMinor: fc.integer({ min: -9999, max: 9999 }),
    priceMinor: fc.integer({ min: 0, max: 99_999 }),
  })
  .filter(({ src, dst }) => src !== dst);

/** What the balance is: what blocks hold, less what is owed. */
function balanceAfter(opening: number, moves: readonly JournalMove[]): number {
  const inside = (bucket: string): boolean => bucket === "lot" || bucket === "debt";
  return moves.reduce(
    (balance, { src, dst, minutes }) => balance + (inside(dst) ? minutes : 0) - (inside(src) ? minutes : 0),
    opening,
  );
}

test("opening and movements make the closing, whatever moved", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5000, max: 5000 }),
      fc.array(anyMove, { maxLength: 60 }),
      (opening, moves) => {
        expect(opening + changeOf(movementsOf(moves))).toBe(balanceAfter(opening, moves));
      },
    ),
  );
});

test("the sum of parts is the sum of the whole, however a period is cut", () => {
  fc.assert(
    fc.property(fc.array(anyMove), fc.array(anyMove), (before, after) => {
      const [one, other, whole] = [
        movementsOf(before),
        movementsOf(after),
        movementsOf([...before, ...after]),
      ];
      for (const kind of Object.keys(whole) as (keyof typeof whole)[]) {
        expect(whole[kind]).toEqual({
          minutes: one[kind].minutes + other[kind].minutes,
          valueMinor: one[kind].valueMinor + other[kind].valueMinor,
        });
      }
    }),
  );
});

test.each([
  [
    "a block bought",
    [move({ opKind: "credit", src: "source", dst: "lot", minutes: 600, priceMinor: 95_000 })],
    { bought: { minutes: 600, valueMinor: 95_000 } },
  ],
  [
    "hours granted",
    [move({ opKind: "credit", src: "source", dst: "lot", minutes: 60, source: "goodwill" })],
    { granted: { minutes: 60, valueMinor: 0 } },
  ],
  [
    "work that a block pays",
    [move({ src: "lot", dst: "used", minutes: 15, valueMinor: 2375 })],
    { used: { minutes: -15, valueMinor: -2375 } },
  ],
  [
    "work below zero",
    [move({ src: "debt", dst: "used", minutes: 85, source: null })],
    { used: { minutes: -85, valueMinor: 0 } },
  ],
  [
    "a block that pays earlier work moves value, no minutes",
    [move({ opKind: "credit", src: "lot", dst: "debt", minutes: 85, valueMinor: 13_458 })],
    { used: { minutes: 0, valueMinor: -13_458 } },
  ],
  [
    "minutes given back",
    [move({ src: "used", dst: "lot", minutes: 30, valueMinor: -4750 })],
    { used: { minutes: 30, valueMinor: 4750 } },
  ],
  [
    "minutes given back to an expired block live on",
    [
      move({ src: "used", dst: "lot", minutes: 30, valueMinor: -4750 }),
      move({ src: "lot", dst: "expired", minutes: 30 }),
      move({ src: "source", dst: "lot", minutes: 30, source: "correction", priceMinor: 4750 }),
    ],
    { used: { minutes: 30, valueMinor: 4750 } },
  ],
  [
    "a dispute opened and lost",
    [
      move({ opKind: "payment", src: "lot", dst: "held", minutes: 100 }),
      move({ opKind: "payment", src: "held", dst: "reversed", minutes: 100 }),
    ],
    { reversed: { minutes: -100, valueMinor: 0 } },
  ],
  [
    "minutes taken away",
    [move({ opKind: "adjust", src: "lot", dst: "reversed", minutes: 20 })],
    { adjusted: { minutes: -20, valueMinor: 0 } },
  ],
  [
    "minutes that go to another client take their value along",
    [move({ opKind: "move", src: "lot", dst: "reversed", minutes: 20, valueMinor: 3167 })],
    { adjusted: { minutes: -20, valueMinor: -3167 } },
  ],
  [
    "minutes that come from another client pay what is owed",
    [
      move({ opKind: "move", src: "source", dst: "lot", minutes: 20, source: "moved", priceMinor: 3167 }),
      move({ opKind: "move", src: "lot", dst: "debt", minutes: 5, source: "moved", valueMinor: 791 }),
    ],
    { adjusted: { minutes: 20, valueMinor: 3167 }, used: { minutes: 0, valueMinor: -791 } },
  ],
])("%s", (_name, moves, expected) => {
  const some = Object.fromEntries(
    Object.entries(movementsOf(moves)).filter(([, sum]) => sum.minutes !== 0 || sum.valueMinor !== 0),
  );
  expect(some).toEqual(expected);
});

test("a statement that does not add up is not told", () => {
  const found = {
    period: { kind: "month", from: day("2026-11-01"), until: day("2026-11-30") } as const,
    clientName: "B",
    currency: "EUR",
    openingMinutes: 100,
    openingSeq: 1,
    firstOn: null,
    head: { seq: 2, hash: "ab" },
  };
  const moves = [move({ src: "lot", dst: "used", minutes: 15 })];
  expect(statementOf({ ...found, closingMinutes: 85, moves }).movements.used.minutes).toBe(-15);
  expect(() => statementOf({ ...found, closingMinutes: 86, moves })).toThrow(
    "makes 85 minutes, the ledger says 86",
  );
});

const rule = { minimumMinutes: 15, roundingMinutes: 5, multiplierPercent: 100, free: false };
const act: StatementAct = {
  seq: 7,
  opKind: "time",
  revision: 1,
  minutes: 15,
  reason: null,
  actor: "Daan Visser",
  effectiveOn: day("2026-11-10"),
  recordedOn: day("2026-11-12"),
  balance: 85,
  extendedLotId: null,
  moves: [
    {
      ...move({ src: "lot", dst: "used", minutes: 15, valueMinor: 2375 }),
      lotId: 2,
      validUntil: null,
      forRequest: null,
    },
  ],
  entry: {
    id: "e",
    requestNumber: 1042,
    title: "Printer",
    engineer: "Daan Visser",
    revision: 1,
    deleted: false,
    sum: { worked: 13, rule },
  },
};

test("a line tells both days, the arithmetic, the block and the balance after", () => {
  expect(statementLine(act)).toMatchObject({
    kind: "work",
    workedOn: "2026-11-10",
    recordedOn: "2026-11-12",
    requestNumber: 1042,
    person: "Daan Visser",
    workedMinutes: 13,
    billedMinutes: 15,
    steps: [
      { kind: "worked", minutes: 13 },
      { kind: "minimum", minutes: 15 },
    ],
    blocks: [{ lotId: 2, minutes: 15, valueMinor: 2375 }],
    changeMinutes: -15,
    valueMinor: -2375,
    balanceMinutes: 85,
  });
});

const plain = (words: string): string => words.replaceAll("\u00a0", " ");

test("a block's part, its value and the change have one sign; a spreadsheet gets a keyboard's", () => {
  const moves = [
    {
      ...move({ src: "used", dst: "lot", minutes: 30, valueMinor: -4750 }),
      lotId: 2,
      validUntil: null,
      forRequest: null,
    },
  ];
  const line = statementLine({ ...act, moves, minutes: 15, revision: 2 });
  withLocale("en", () => {
    expect(plain(blocksWords(line, "EUR"))).toBe("block 2: +0 h 30 (+€47.50)");
    expect(plain(blocksWords(statementLine(act), "EUR"))).toBe("block 2: \u22120 h 15 (\u2212€23.75)");
    expect([plain(signedMinutes(line.changeMinutes)), signedMoney(line.valueMinor, "EUR")]).toEqual([
      "+0 h 30",
      "+€47.50",
    ]);
    expect(withLocale("nl", () => signedMoney(line.valueMinor, "EUR"))).toMatch(/^€\s\+47,50$/);
    const written = csvLine(lineCells(statementLine(act), "EUR"), "comma");
    expect(written).toContain(",-0:15,-23.75,");
    expect(written).not.toContain("\u2212");
  });
});

test("what an entry said before a correction is told with its own arithmetic, or with words where none was kept", () => {
  const entry = { ...act.entry!, revision: 2 };
  expect(statementLine({ ...act, entry })).toMatchObject({
    kind: "work",
    steps: [
      { kind: "worked", minutes: 13 },
      { kind: "minimum", minutes: 15 },
    ],
    sumLost: false,
    workedMinutes: 13,
    billedMinutes: 15,
  });
  const lost = statementLine({ ...act, entry: { ...entry, sum: null } });
  expect(lost).toMatchObject({
    kind: "work",
    steps: [],
    sumLost: true,
    workedMinutes: null,
    billedMinutes: 15,
  });
  for (const [locale, words] of [
    ["nl", "berekening niet bewaard"],
    ["de", "Berechnung nicht aufbewahrt"],
    ["en", "how it was counted was not kept"],
  ] as const)
    expect(withLocale(locale, () => arithmetic(lost))).toBe(words);
  expect(
    statementLine({ ...act, entry: { ...entry, sum: { worked: 40, rule } }, revision: 2 }),
  ).toMatchObject({ kind: "changed", workedMinutes: 40, sumLost: false });
  expect(
    statementLine({ ...act, entry: { ...entry, deleted: true, sum: null }, revision: 2, minutes: 0 }),
  ).toMatchObject({ kind: "taken-back", steps: [], sumLost: false, workedMinutes: null, billedMinutes: 0 });
});

test("a line of hours that came from elsewhere tells their value, and block and last day where there is one; who sent them, no line says", () => {
  const came = {
    ...move({ opKind: "move", src: "source", dst: "lot", minutes: 20, source: "moved", priceMinor: 3167 }),
    lotId: 4,
    validUntil: day("2027-01-31"),
    forRequest: null,
  };
  const moved: StatementAct = {
    ...act,
    opKind: "move",
    revision: null,
    minutes: 20,
    reason: "One holding.",
    moves: [came],
    entry: null,
  };
  expect(statementLine(moved)).toMatchObject({
    kind: "moved",
    person: "Daan Visser",
    reason: "One holding.",
    lotId: 4,
    validUntil: "2027-01-31",
    changeMinutes: 20,
    valueMinor: 3167,
    blocks: [],
    partner: null,
  });
  expect(statementLine({ ...moved, moves: [came, { ...came, lotId: 5, validUntil: null }] })).toMatchObject({
    lotId: null,
    validUntil: null,
    changeMinutes: 40,
    valueMinor: 6334,
  });
});

test.each([
  [
    "nl",
    "Blok 2 verlengd t/m 28 februari 2027 met 0 u 40, nu blok 5",
    "Blok 2 hersteld met 0 u 40, geldig t/m 28 februari 2027, nu blok 5",
    "Blok 2 verlengd t/m 28 februari 2027 met 0 u 40, waarvan 0 u 15 al verlopen was, nu blok 5",
  ],
  [
    "de",
    "Block 2 verlängert bis 28. Februar 2027 mit 0 Std. 40, jetzt Block 5",
    "Block 2 wiederhergestellt mit 0 Std. 40, gültig bis 28. Februar 2027, jetzt Block 5",
    "Block 2 verlängert bis 28. Februar 2027 mit 0 Std. 40, davon 0 Std. 15 schon verfallen, jetzt Block 5",
  ],
  [
    "en",
    "Block 2 extended to 28 February 2027 with 0 h 40, now block 5",
    "Block 2 restored with 0 h 40, valid until 28 February 2027, now block 5",
    "Block 2 extended to 28 February 2027 with 0 h 40, of which 0 h 15 had expired, now block 5",
  ],
] as const)(
  "an extension says in %s which block lives on until when, and what came to life again",
  (locale, extended, revived, both) => {
    const part = { validUntil: null, forRequest: null };
    const opens = {
      ...move({ opKind: "adjust", src: "source", dst: "lot", minutes: 40, source: "correction" }),
      ...part,
      lotId: 5,
      validUntil: day("2027-02-28"),
    };
    const lapses = (minutes: number) => ({
      ...move({ opKind: "adjust", src: "lot", dst: "expired", minutes }),
      ...part,
      lotId: 2,
    });
    const line = (moves: StatementAct["moves"]) =>
      statementLine({
        ...act,
        opKind: "adjust",
        revision: null,
        minutes: 40,
        reason: "Closed.",
        extendedLotId: 2,
        entry: null,
        moves,
      });
    expect(line([lapses(40), opens])).toMatchObject({ kind: "extended", changeMinutes: 0, blocks: [] });
    expect(
      withLocale(locale, () =>
        [line([lapses(40), opens]), line([opens]), line([lapses(25), opens])].map((one) =>
          lineTitle(one).replaceAll("\u00a0", " "),
        ),
      ),
    ).toEqual([extended, revived, both]);
  },
);
