import { expect, test } from "vitest";

import type { Contract } from "#app/contracts/rules/contract.ts";
import { planContracts, type ContractContext } from "#app/contracts/rules/import/plan.ts";
import { day } from "#app/platform/day.ts";

let made = 0;
const context: ContractContext = {
  contracts: [],
  costs: new Map(),
  lastClosedMonth: null,
  types: [{ kind: "seat", typeId: "s1", name: "Werkplek" }],
  words: {
    kind: new Map([["beheer", "managed"]]),
    renewal: new Map([["automatisch", "automatic"]]),
    counts: new Map([
      ["werkplekken", "seat"],
      ["vast", "fixed"],
    ]),
    rule: new Map([
      ["per dag", "daily"],
      ["hoogste", "peak"],
    ]),
    mode: new Map([["staffel", "graduated"]]),
  },
  readSteps: (text) =>
    text === "10: 50,00; 40,00"
      ? [
          { upTo: 10, unitMinor: 5000 },
          { upTo: null, unitMinor: 4000 },
        ]
      : null,
  newId: () => `k${String(++made)}`,
};
const plan = (text: string, changed: Partial<ContractContext> = {}) =>
  planContracts(text, { ...context, ...changed }, undefined);
const problems = (text: string, changed: Partial<ContractContext> = {}) => {
  const { fileErrors, errors } = plan(text, changed);
  return [...fileErrors, ...errors].map(
    (one) => `${one.line} ${"column" in one ? (one.column ?? "-") : "file"} ${one.problem}`,
  );
};

const file = [
  "contract;begint op;regel;telt;type;prijs;prijsvorm;aantal;kosten licentie;verlenging",
  "Beheer;2026-01-01;Werkplek;werkplekken;Werkplek;50,00;;;25,00;automatisch",
  "Beheer;2026-01-01;Back-up;vast;;10: 50,00; 40,00",
].join("\n");

test("a file becomes contracts with their lines; the same file again is no change", () => {
  const quoted = file.replace("10: 50,00; 40,00", '"10: 50,00; 40,00";staffel;3');
  const { steps, errors, fileErrors } = plan(quoted);
  expect([...fileErrors, ...errors]).toEqual([]);
  expect(steps).toMatchObject([
    {
      isNew: true,
      contract: {
        name: "Beheer",
        kind: "managed",
        startsOn: "2026-01-01",
        endsOn: null,
        renewal: "automatic",
      },
      lines: [
        {
          label: "Werkplek",
          counts: "seat",
          typeId: "s1",
          price: { unitMinor: 5000 },
          costs: { licence: 2500 },
        },
        { label: "Back-up", counts: "fixed", price: { mode: "graduated" }, quantity: 3, rule: "daily" },
      ],
    },
  ]);
  const [first] = steps;
  if (!first) throw new Error("nothing was planned");
  const known: Contract = {
    ...{
      ...first.contract,
      id: "c1",
      currency: "EUR",
      indexation: null,
      notice: null,
      termEndsOn: null,
      terms: [],
    },
    versions: [
      {
        ...{ id: "v1", effectiveOn: day("2026-01-01"), reason: null, madeBy: null, madeAt: "" },
        ...{ included: [], excluded: [], sla: [] },
        lines: first.lines.map(({ costs: _, ...line }, at) => ({ ...line, id: `l${String(at)}` })),
      },
    ],
  };
  const there = { contracts: [known], costs: new Map([["l0", { licence: 2500 }]]) };
  expect(plan(quoted, there)).toMatchObject({ errors: [], steps: [{ isNew: false }] });
  expect(problems(quoted.replace("50,00;;;25,00", "51,00;;;26,00"), there)).toEqual([
    "2 price contract-differs",
    "2 licence contract-differs",
  ]);
  expect(problems(quoted.split("\n").slice(0, 2).join("\n"), there)).toEqual(["2 - line-missing"]);
});

test.each([
  ["contract;begint op;regel;telt", "1 file column-missing"],
  ["contract;begint op;regel;telt;prijs\nA;01-02-03;X;vast;5", "2 starts day-wrong"],
  ["contract;begint op;regel;telt;prijs\nA;2026-01-01;X;vast;0", "2 price price-wrong"],
  ["contract;begint op;regel;telt;prijs\nA;2026-01-01;X;vast;=1+1", "2 price formula"],
  ["contract;begint op;regel;telt;prijs\nA;2026-01-01;X;stoelen;5", "2 counts word-wrong"],
  ["contract;begint op;regel;telt;prijs;type\nA;2026-01-01;X;werkplekken;5;Kantoor", "2 type type-unknown"],
  [
    "contract;begint op;eindigt op;regel;telt;prijs\nA;2026-02-01;2026-01-01;X;vast;5",
    "2 ends ends-before-start",
  ],
  ["contract;begint op;regel;telt;prijs;telregel\nA;2026-01-15;X;vast;5;hoogste", "2 starts not-a-first"],
  ["contract;begint op;regel;telt;prijs\nA;2026-01-01;X;vast;5\na;2026-01-01;x;vast;6", "3 line line-twice"],
  [
    "contract;begint op;regel;telt;prijs\nA;2026-01-01;X;vast;5\nA;2026-02-01;Y;vast;6",
    "3 starts facts-differ",
  ],
])("%j is refused where it is wrong: %s", (text, problem) => {
  expect(problems(text.includes("\n") ? text : `${text}\nA;2026-01-01;X;vast`)).toContain(problem);
});

test("a contract that would begin in a closed month is refused", () => {
  const text = "contract;begint op;regel;telt;prijs\nA;2026-01-01;X;vast;5";
  expect(problems(text, { lastClosedMonth: "2026-01" })).toEqual(["2 starts month-closed"]);
});
