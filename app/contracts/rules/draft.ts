import { limitIn } from "#app/platform/money.ts";

import { chargeLines, type Charge } from "./charge.ts";
import type { Contract } from "./contract.ts";
import { correctionOf } from "./correction.ts";
import { countMonth, type CountedLine, type MonthCount } from "./counting.ts";
import { explainDifference, type Change, type CountFacts } from "./difference.ts";
import { hoursLines, type UnpaidWork } from "./hours-line.ts";
import { addToMonth, type Month } from "./month.ts";
import { heldBy, linesInMonth, type ChargedRequest, type HeldItem, type MonthLine } from "./month-lines.ts";

/** Less than this in a currency (minor units without VAT) is not worth an invoice, nor may Stripe take it: it waits for the next month's. */
export function leastInvoiceMinor(currency: string): number {
  return limitIn(currency, 100);
}

/** What was counted of a line in a month, its price and why the amount differs from the month before. */
export type CountDetail = MonthCount & {
  kind: "count";
  counts: MonthLine["counts"];
  rule: CountedLine["rule"];
  snapshotDay: number;
  terms: CountedLine["terms"];
  beforeMinor: number;
  changes: Change[];
  /** The request that it is charged for; left out on a contract's line. */
  request?: ChargedRequest | undefined;
};

/** What a line of a closed month is put right by. */
export type CorrectionDetail = {
  kind: "correction";
  nowMinor: number;
  closedMinor: number;
  earlierMinor: number;
  changes: Change[];
  request?: ChargedRequest | undefined;
};

export type LineDetail =
  | CountDetail
  | CorrectionDetail
  | { kind: "hours"; perHourMinor: number; minutes: number; includedMinutes: number; work: UnpaidWork[] }
  | { kind: "adjustment"; reason: string }
  | { kind: "carry"; fromMonth: Month };

/** One line of a month's invoice, in minor units without VAT. */
export type DraftLine = {
  contractId: string | null;
  key: string | null;
  correctsMonth: Month | null;
  label: string;
  amountMinor: number;
  detail: LineDetail;
};

/** A month that is closed, with its lines as they went out. */
export type ClosedMonth = { month: Month; totalMinor: number; lines: readonly DraftLine[] };
/** A correction of a closed month's line that went out as a credit note; its amount is below 0 where the client gets back. */
export type Credit = { month: Month; key: string; amountMinor: number };
export type Adjustment = { id: string; amountMinor: number; reason: string };

export type DraftFacts = {
  month: Month;
  contracts: readonly Contract[];
  /** What requests cost from the first closed month to the end of this one; none where it is left out. */
  charges?: readonly Charge[];
  /** All that was had from the first closed month to the end of this one. */
  held: readonly HeldItem[];
  /** The closed months that can still be put right, oldest first. */
  closed: readonly ClosedMonth[];
  adjustments: readonly Adjustment[];
  /** What of closed months went out as credit notes already. */
  credits?: readonly Credit[];
  /** Work up to the end of the month that no hours have paid. */
  work: readonly UnpaidWork[];
};

export type Draft = { month: Month; lines: DraftLine[]; totalMinor: number };

/** Makes the draft of a month: what each line counts, what closed months are put right by, what finance added, and a total below 0 of the month before. */
export function makeDraft({
  month,
  contracts,
  charges = [],
  held,
  closed,
  adjustments,
  work,
  credits = [],
}: DraftFacts): Draft {
  const counted = { contracts, charges, held };
  const lines = [
    ...countLines(counted, month),
    ...hoursLines(contracts, month, work),
    ...closed.flatMap((one) => correctionLines({ ...counted, closed, credits }, one)),
    ...adjustments.map(adjustmentLine),
    ...carryLines(closed, currencyOf({ contracts, charges })),
  ];
  return { month, lines, totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

/** The currency of a client's months: that of its contracts, or of what its requests cost. */
export function currencyOf({
  contracts: [contract],
  charges: [charge],
}: {
  contracts: readonly Pick<Contract, "currency">[];
  charges: readonly Pick<Charge, "currency">[];
}): string {
  return contract?.currency ?? charge?.currency ?? "EUR";
}

type Facts = Required<Pick<DraftFacts, "contracts" | "charges" | "held">>;
type Counted = { line: MonthLine; count: MonthCount; facts: CountFacts };

/** Every line of a month by its key, counted by today's facts. */
function countAll({ contracts, charges, held }: Facts, month: Month): Map<string, Counted> {
  const lines = [...linesInMonth(contracts, month), ...chargeLines(charges, month)];
  return new Map(
    lines.map((line) => {
      const count = countMonth(line.counted, heldBy(line, held), month);
      const { amountMinor, quantity, rows } = count;
      return [
        line.key,
        { line, count, facts: { month, amountMinor, quantity, rows, terms: line.counted.terms } },
      ];
    }),
  );
}

function countLines(known: Facts, month: Month): DraftLine[] {
  const before = countAll(known, addToMonth(month, -1));
  const now = countAll(known, month);
  return [...now.values()].map(({ line, count, facts }): DraftLine => {
    const last = before.get(line.key)?.facts ?? null;
    const { rule, snapshotDay, terms } = line.counted;
    const { contractId, key, label, counts } = line;
    const changes = explainDifference(last, facts);
    const beforeMinor = last?.amountMinor ?? 0;
    const detail: LineDetail = {
      kind: "count",
      counts,
      rule,
      snapshotDay,
      terms,
      beforeMinor,
      changes,
      ...count,
      ...(line.request ? { request: line.request } : {}),
    };
    return { contractId, key, correctsMonth: null, label, amountMinor: count.amountMinor, detail };
  });
}

/** What a closed month's lines are put right by: their amounts by today's facts, less what was closed and corrected. */
function correctionLines(
  { closed, credits, ...known }: Facts & Required<Pick<DraftFacts, "closed" | "credits">>,
  { month, lines }: ClosedMonth,
): DraftLine[] {
  const now = countAll(known, month);
  const then = new Map(lines.flatMap((line) => (line.key && !line.correctsMonth ? [[line.key, line]] : [])));
  const corrections = closed.flatMap((one) => one.lines.filter((line) => line.correctsMonth === month));
  // What came into the month by a correction alone, and is no longer there, is given back too.
  const corrected = corrections.flatMap(({ key }) => key ?? []);
  return [...new Set([...now.keys(), ...then.keys(), ...corrected])].flatMap((key) => {
    const [today, frozen] = [now.get(key), then.get(key)];
    const nowMinor = today?.facts.amountMinor ?? 0;
    const closedMinor = frozen?.amountMinor ?? 0;
    const lined = corrections.filter((line) => line.key === key);
    const credited = credits.filter((one) => one.key === key && one.month === month);
    const earlier = [...lined, ...credited].map((one) => one.amountMinor);
    const amountMinor = correctionOf(nowMinor, closedMinor, earlier);
    if (amountMinor === 0) return [];
    const earlierMinor = earlier.reduce((sum, one) => sum + one, 0);
    const past = frozen ?? lined[0];
    const request = today?.line.request ?? requestOf(past);
    const changes = explainDifference(frozen ? factsOf(frozen, month) : null, today?.facts ?? null);
    return [
      {
        contractId: today?.line.contractId ?? past?.contractId ?? null,
        key,
        correctsMonth: month,
        label: today?.line.label ?? past?.label ?? "",
        amountMinor,
        detail: {
          ...({ kind: "correction", nowMinor, closedMinor, earlierMinor, changes } as const),
          ...(request ? { request } : {}),
        },
      },
    ];
  });
}

/** The request that a line is charged for, or corrects the cost of. */
export function requestOf(line: Pick<DraftLine, "detail"> | undefined): ChargedRequest | undefined {
  const kind = line?.detail.kind;
  return kind === "count" || kind === "correction" ? line?.detail.request : undefined;
}

function factsOf({ detail, amountMinor }: DraftLine, month: Month): CountFacts | null {
  if (detail.kind !== "count") return null;
  return { month, amountMinor, quantity: detail.quantity, rows: detail.rows, terms: detail.terms };
}

function adjustmentLine({ amountMinor, reason }: Adjustment): DraftLine {
  const detail = { kind: "adjustment", reason } as const;
  return { contractId: null, key: null, correctsMonth: null, label: reason, amountMinor, detail };
}

/** A month below the least amount gives no invoice: what is left of it goes on the next one, or comes off it. */
function carryLines(closed: readonly ClosedMonth[], currency: string): DraftLine[] {
  const last = closed.at(-1);
  if (!last || last.totalMinor === 0 || last.totalMinor >= leastInvoiceMinor(currency)) return [];
  const detail = { kind: "carry", fromMonth: last.month } as const;
  return [
    { contractId: null, key: null, correctsMonth: null, label: "", amountMinor: last.totalMinor, detail },
  ];
}
