import { expect, test } from "vitest";

import { readProposal } from "#app/conversion/proposal-form.server.ts";
import { compareVersions, type ComparedVersion } from "#app/conversion/rules/compare-versions.ts";
import { day } from "#app/platform/day.ts";

const version: ComparedVersion = {
  startsOn: day("2027-01-01"),
  termMonths: 12,
  noticeMonths: 1,
  hoursLeft: "credit",
  words: "",
  variants: [
    {
      key: "v0",
      name: "Beheer",
      lines: [
        {
          ...{ key: "a", label: "Werkplek", counts: "seat", typeId: null },
          ...{ unitMinor: 5000, quantity: 20, perSeat: true, least: 16 },
        },
      ],
      included: ["Hulp op afstand"],
      excluded: [],
      covers: ["remote"],
      sla: [{ priority: "high", responseMinutes: 60, resolutionMinutes: null }],
    },
  ],
};
const [variant] = version.variants;
const [line] = variant?.lines ?? [];
if (!variant || !line) throw new Error("no line");
const withVariant = (changes: Partial<typeof variant>): ComparedVersion => ({
  ...version,
  variants: [{ ...variant, ...changes }],
});
const withLine = (changes: Partial<typeof line>) => withVariant({ lines: [{ ...line, ...changes }] });
const at = { variant: "Beheer", line: "Werkplek" };

test.each<[string, ComparedVersion, unknown[]]>([
  ["nothing", version, []],
  [
    "the terms",
    { ...version, startsOn: day("2027-02-01"), termMonths: 24, hoursLeft: "keep", words: "Nieuw" },
    [
      { kind: "start", before: "2027-01-01", after: "2027-02-01" },
      { kind: "term", before: 12, after: 24 },
      { kind: "hours-left", before: "credit", after: "keep" },
      { kind: "words" },
    ],
  ],
  [
    "a variant instead of another",
    { ...version, variants: [{ ...variant, key: "v1", name: "Alles" }] },
    [
      { kind: "variant-removed", variant: "Beheer" },
      { kind: "variant-added", variant: "Alles" },
    ],
  ],
  [
    "a line's figures",
    withLine({ unitMinor: 5500, quantity: 21, least: 17 }),
    [
      { kind: "price", ...at, before: 5000, after: 5500 },
      { kind: "quantity", ...at, before: 20, after: 21 },
      { kind: "least", ...at, before: 16, after: 17 },
    ],
  ],
  ["what a line counts", withLine({ typeId: "laptop" }), [{ kind: "counts", ...at }]],
  [
    "a line instead of another",
    withLine({ key: "b" }),
    [
      { kind: "line-removed", ...at, count: 20, unitMinor: 5000 },
      { kind: "line-added", ...at, count: 20, unitMinor: 5000 },
    ],
  ],
  [
    "the scope and the times",
    withVariant({ covers: ["remote", "on-site"], included: [], sla: [] }),
    [
      { kind: "included", variant: "Beheer", added: [], removed: ["Hulp op afstand"] },
      { kind: "covers", variant: "Beheer", added: ["on-site"], removed: [] },
      {
        ...{ kind: "sla", variant: "Beheer", priority: "high" },
        before: { responseMinutes: 60, resolutionMinutes: null },
        after: { responseMinutes: null, resolutionMinutes: null },
      },
    ],
  ],
])("two versions differ in %s", (_, after, changes) => {
  expect(compareVersions(version, after)).toEqual(changes);
});

const terms = {
  ...{ id: "7b8e1c1e-0000-4000-8000-000000000001", startsOn: day("2027-01-01"), termMonths: 12 },
  ...{ noticeMonths: 1, hoursLeft: "credit" as const },
};
const typeId = "7b8e1c1e-0000-4000-8000-000000000002";

test("a line counts the seats of one type, and each variant has times of its own", () => {
  const read = readProposal({
    ...terms,
    ...{ v0name: "Basis", v0line0label: "Kantoor", v0line0counts: `seat:${typeId}`, v0line0price: "50" },
    ...{ v0line1label: "Winkel", v0line1counts: "seat", v0line1price: "30", v0highResponse: "4:00" },
    ...{
      v1name: "Snel",
      v1line0label: "Alle",
      v1line0counts: "seats",
      v1line0price: "60",
      v1highResponse: "1:00",
    },
  });
  expect(read.errors).toEqual({});
  expect(
    read.version.variants.map(({ lines, sla }) => [
      lines.map(({ counts, typeId: type, perSeat }) => [counts, type, perSeat]),
      sla.map(({ priority, responseMinutes }) => [priority, responseMinutes]),
    ]),
  ).toEqual([
    [
      [
        ["seat", typeId, true],
        ["seat", null, true],
      ],
      [["high", 240]],
    ],
    [[["fixed", null, true]], [["high", 60]]],
  ]);
});

test("what is no type of seat and no time is said at its field", () => {
  const read = readProposal({
    ...terms,
    ...{ v0name: "Basis", v0line0label: "Kantoor", v0line0counts: "seat:all", v0line0price: "50" },
    ...{ v0highResponse: "straks" },
  });
  expect(Object.keys(read.errors).sort()).toEqual(["v0highResponse", "v0line0counts", "v0name"]);
});
