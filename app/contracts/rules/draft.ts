import { limitIn } from "#app/platform/money.ts";

import { chargeLines, type Charge } from "./charge.ts";
import type { Contract } from "./contract.ts";
import { correctionOf } from "./correction.ts";
import { amountOfMonth, countMonth, type CountedLine, type MonthCount } from "./counting.ts";
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
/** A line of a closed month; null for a detail that was not read: a correction of it says by how much and not why. */
export type ClosedLine = Omit<DraftLine, "detail"> & { detail: LineDetail | null };
export type ClosedAmounts = Omit<ClosedMonth, "lines"> & { lines: readonly ClosedLine[] };
/** A correction of a closed month's line that went out as a credit note; its amount is below 0 where the client gets back. */
export type Credit = {
  month: Month;
  key: string;
  amountMinor: number;
  /** What a request's line is called, where the credit note was about one. */
  request?: (ChargedRequest & { label: string }) | null;
};
export type Adjustment = { id: string; amountMinor: number; reason: string };

export type DraftFacts = {
  month: Month;
  contracts: readonly Contract[];
  /** What requests cost from the first closed month to the end of this one; none where it is left out. */
  charges?: readonly Charge[];
  /** All that was had from the first closed month to the end of this one. */
  held: readonly HeldItem[];
  /** The closed months that can still be put right, oldest first. */
  closed: readonly ClosedAmounts[];
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
  const known = { contracts, charges, held };
  const corrections = closed.flatMap((one) => one.lines.filter((line) => line.correctsMonth !== null));
  const lines = [
    ...countLines(known, month),
    ...hoursLines(contracts, month, work),
    ...closed.flatMap((one) => correctionLines({ ...known, corrections, credits }, one)),
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

/** The lines of a month's contracts, then those of what requests cost. */
function allLines({ contracts, charges }: Pick<Facts, "contracts" | "charges">, month: Month): MonthLine[] {
  return [...linesInMonth(contracts, month), ...chargeLines(charges, month)];
}

/** A line of a month, counted by today's facts. */
function countLine(line: MonthLine, held: readonly HeldItem[], month: Month): Counted {
  const count = countMonth(line.counted, heldBy(line, held), month);
  const { amountMinor, quantity, rows } = count;
  return { line, count, facts: { month, amountMinor, quantity, rows, terms: line.counted.terms } };
}

/** Every line of a month by its key, counted by today's facts. */
function countAll({ contracts, charges, held }: Facts, month: Month): Map<string, Counted> {
  const lines = allLines({ contracts, charges }, month);
  return new Map(lines.map((line) => [line.key, countLine(line, held, month)]));
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
  {
    corrections,
    credits,
    ...known
  }: Facts & Required<Pick<DraftFacts, "credits">> & { corrections: readonly ClosedLine[] },
  { month, lines }: ClosedAmounts,
): DraftLine[] {
  const now = new Map(allLines(known, month).map((line) => [line.key, line]));
  const then = new Map(lines.flatMap((line) => (line.key && !line.correctsMonth ? [[line.key, line]] : [])));
  const corrected = corrections.filter((line) => line.correctsMonth === month);
  const credited = credits.filter((one) => one.month === month);
  // What came into the month by a correction alone, and is no longer there, is given back too.
  const correctedKeys = [...corrected, ...credited].flatMap(({ key }) => key ?? []);
  return [...new Set([...now.keys(), ...then.keys(), ...correctedKeys])].flatMap((key) => {
    const [today, frozen] = [now.get(key), then.get(key)];
    const nowMinor = today ? amountOfMonth(today.counted, heldBy(today, known.held), month) : 0;
    const closedMinor = frozen?.amountMinor ?? 0;
    const lined = corrected.filter((line) => line.key === key);
    const earlier = [...lined, ...credited.filter((one) => one.key === key)].map((one) => one.amountMinor);
    const amountMinor = correctionOf(nowMinor, closedMinor, earlier);
    if (amountMinor === 0) return [];
    const earlierMinor = earlier.reduce((sum, one) => sum + one, 0);
    const past = frozen ?? lined[0];
    const charged = credited.find((one) => one.key === key)?.request;
    const request =
      today?.request ?? requestOf(past) ?? (charged ? { id: charged.id, number: charged.number } : undefined);
    const facts = today ? countLine(today, known.held, month).facts : null;
    const changes = explainDifference(frozen ? factsOf(frozen, month) : null, facts);
    return [
      {
        contractId: today?.contractId ?? past?.contractId ?? null,
        key,
        correctsMonth: month,
        label: today?.label ?? past?.label ?? charged?.label ?? "",
        amountMinor,
        detail: {
          ...({ kind: "correction", nowMinor, closedMinor, earlierMinor, changes } as const),
          ...(request ? { request } : {}),
        },
      },
    ];
  });
}

/** The months whose lines a draft puts right, and those whose corrections it puts right again, of which it has to be known what was counted. */
export function monthsToExplain({ lines }: Draft, closed: readonly ClosedAmounts[]): Month[] {
  return closed
    .filter(({ month, lines: frozen }) =>
      lines.some(
        ({ key, correctsMonth }) =>
          correctsMonth !== null &&
          frozen.some(
            (one) => one.key === key && one.detail === null && (one.correctsMonth ?? month) === correctsMonth,
          ),
      ),
    )
    .map(({ month }) => month);
}

/** The request that a line is charged for, or corrects the cost of. */
export function requestOf(line: Pick<ClosedLine, "detail"> | undefined): ChargedRequest | undefined {
  const detail = line?.detail;
  return detail?.kind === "count" || detail?.kind === "correction" ? detail.request : undefined;
}

function factsOf({ detail, amountMinor }: ClosedLine, month: Month): CountFacts | null {
  if (detail?.kind !== "count") return null;
  return { month, amountMinor, quantity: detail.quantity, rows: detail.rows, terms: detail.terms };
}

function adjustmentLine({ amountMinor, reason }: Adjustment): DraftLine {
  const detail = { kind: "adjustment", reason } as const;
  return { contractId: null, key: null, correctsMonth: null, label: reason, amountMinor, detail };
}

/** A month below the least amount gives no invoice: what is left of it goes on the next one, or comes off it. */
function carryLines(closed: readonly ClosedAmounts[], currency: string): DraftLine[] {
  const last = closed.at(-1);
  if (!last || last.totalMinor === 0 || last.totalMinor >= leastInvoiceMinor(currency)) return [];
  const detail = { kind: "carry", fromMonth: last.month } as const;
  return [
    { contractId: null, key: null, correctsMonth: null, label: "", amountMinor: last.totalMinor, detail },
  ];
}
