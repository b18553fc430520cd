import type { Day } from "#app/platform/day.ts";
import { billableMinutes, type WorkRule } from "#app/hours/rules/billable-minutes.ts";
import { explainSteps, type ExplainLine } from "#app/hours/rules/explain.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";

export const movementKinds = [
  "bought",
  "granted",
  "used",
  "expired",
  "reversed",
  "adjusted",
  "held",
] as const;
/** Why a balance moved. Expired is net of what a correction or an extension gave back; used is net of corrections. */
export type MovementKind = (typeof movementKinds)[number];

/** Minutes and value (minor units, without VAT) that a balance gained, or below zero lost. */
export type Movement = { minutes: number; valueMinor: number };
export type Movements = Record<MovementKind, Movement>;

type Bucket = "source" | "lot" | "used" | "reversed" | "debt" | "expired" | "held";
type OpKind = "credit" | "time" | "expire" | "configure" | "payment" | "adjust" | "move" | "convert";
type Source = "purchase" | "auto_topup" | "grant" | "goodwill" | "correction" | "import" | "moved";

/** One row of the journal, or the sum of like ones: minutes from one bucket to another, the value that a draw or a move carries, the price of a block that is opened. */
export type JournalMove = {
  opKind: OpKind;
  src: Bucket;
  dst: Bucket;
  source: Source | null;
  minutes: number;
  valueMinor: number;
  priceMinor: number;
};

/** A movement of one block, or (null) of work that no block pays yet. `forRequest`: earlier work on that request is what it pays. */
export type BlockPart = {
  lotId: number | null;
  minutes: number;
  valueMinor: number;
  forRequest: number | null;
};

/** Whole minutes worked, and the rule that made minutes billed of them. */
export type EntrySum = { worked: number; rule: WorkRule };

/** One act of the ledger as its store reads it; the entry as it stands now. */
export type StatementAct = {
  seq: number;
  opKind: OpKind;
  revision: number | null;
  minutes: number | null;
  reason: string | null;
  actor: string | null;
  effectiveOn: Day;
  recordedOn: Day;
  balance: number;
  /** The block that a person extended. */
  extendedLotId: number | null;
  moves: (JournalMove & { lotId: number | null; validUntil: Day | null; forRequest: number | null })[];
  /** `sum` is the arithmetic of the act's own revision; null where none was kept, and for the act that took the entry back. */
  entry: {
    id: string;
    requestNumber: number;
    title: string;
    engineer: string;
    revision: number;
    deleted: boolean;
    sum: EntrySum | null;
  } | null;
};

/** What an act was: for work also whether it was changed or taken back later. */
export type LineKind =
  | "bought"
  | "granted"
  | "work"
  | "changed"
  | "taken-back"
  | "expired"
  | "payment"
  | "adjusted"
  | "extended"
  | "moved"
  | "converted";

/** One line of a statement; minutes whole, values in minor units without VAT, days in the client's zone. */
export type StatementLine = {
  seq: number;
  kind: LineKind;
  workedOn: Day;
  recordedOn: Day;
  requestNumber: number | null;
  title: string | null;
  entryId: string | null;
  person: string | null;
  reason: string | null;
  /** From worked to billed, as that revision was billed; empty where that was not kept (`sumLost`), and where nothing is billed any more. */
  steps: ExplainLine[];
  sumLost: boolean;
  workedMinutes: number | null;
  billedMinutes: number | null;
  blocks: BlockPart[];
  lotId: number | null;
  validUntil: Day | null;
  changeMinutes: number;
  valueMinor: number;
  balanceMinutes: number;
  /** The block that lives on elsewhere, and how much of it had lapsed before. */
  extension: { lotId: number; intoLotId: number; until: Day; minutes: number; revivedMinutes: number } | null;
  /** Where hours moved to or came from, on pages of the MSP alone: no client reads another's name. */
  partner: string | null;
};

/** The proof of a statement: the last act it tells and that act's hash in the account's chain. */
export type StatementHead = { seq: number; hash: string };

/** A client's hours over a period, without its lines: opening + movements = closing, to the minute. */
export type Statement = {
  period: StatementPeriod;
  clientName: string;
  currency: string;
  openingMinutes: number;
  closingMinutes: number;
  movements: Movements;
  openingSeq: number;
  head: StatementHead | null;
  /** The day of the very first act; null while there is none. */
  firstOn: Day | null;
};

const outside: readonly Bucket[] = ["source", "used", "reversed", "expired", "held"];

/** Sums the journal by why the balance moved. What leaves a bucket outside the balance (blocks minus debts) enters it, and the other way round. */
export function movementsOf(moves: readonly JournalMove[]): Movements {
  const sums: Movements = {
    bought: { minutes: 0, valueMinor: 0 },
    granted: { minutes: 0, valueMinor: 0 },
    used: { minutes: 0, valueMinor: 0 },
    expired: { minutes: 0, valueMinor: 0 },
    reversed: { minutes: 0, valueMinor: 0 },
    adjusted: { minutes: 0, valueMinor: 0 },
    held: { minutes: 0, valueMinor: 0 },
  };
  for (const move of moves) {
    if (outside.includes(move.src)) sums[kindOf(move.src, move)].minutes += move.minutes;
    if (outside.includes(move.dst)) sums[kindOf(move.dst, move)].minutes -= move.minutes;
    sums[move.dst === "reversed" ? kindOf("reversed", move) : "used"].valueMinor -= move.valueMinor;
    if (move.src === "source" && (move.opKind === "move" || kindOf("source", move) === "bought"))
      sums[kindOf("source", move)].valueMinor += move.priceMinor;
  }
  return sums;
}

/** Minutes that all movements together changed a balance by. */
export function changeOf(movements: Movements): number {
  return movementKinds.reduce((sum, kind) => sum + movements[kind].minutes, 0);
}

function kindOf(bucket: Bucket, move: JournalMove): MovementKind {
  switch (bucket) {
    case "source":
      return sourceKind(move);
    case "reversed":
      return ["adjust", "move", "convert"].includes(move.opKind) ? "adjusted" : "reversed";
    case "expired":
      return "expired";
    case "held":
      return "held";
    default:
      return "used";
  }
}

/** A correction block is what had expired and lives on. */
function sourceKind({ source, opKind }: JournalMove): MovementKind {
  if (source === "correction") return "expired";
  if (opKind === "adjust" || opKind === "move") return "adjusted";
  return source === "purchase" || source === "auto_topup" ? "bought" : "granted";
}

/** Puts a statement together; throws where opening and movements don't make the closing, for then the ledger is wrong and nothing may be shown. */
export function statementOf(
  found: Omit<Statement, "movements"> & { moves: readonly JournalMove[] },
): Statement {
  const { moves, ...rest } = found;
  const movements = movementsOf(moves);
  const made = rest.openingMinutes + changeOf(movements);
  if (made !== rest.closingMinutes)
    throw new Error(
      `The statement up to act ${rest.head?.seq ?? 0} makes ${made} minutes, the ledger says ${rest.closingMinutes}`,
    );
  return { ...rest, movements };
}

/** One act as a line, with the arithmetic of the revision that it wrote. */
export function statementLine(act: StatementAct): StatementLine {
  const movements = movementsOf(act.moves);
  const [opened, ...more] = act.moves.filter((move) => move.src === "source");
  const only = more.length === 0 ? opened : undefined;
  const { entry } = act;
  const extension = extensionOf(act);
  const kind = extension ? "extended" : lineKind(act);
  const sum = entry?.sum ?? null;
  return {
    seq: act.seq,
    kind,
    workedOn: act.effectiveOn,
    recordedOn: act.recordedOn,
    reason: act.reason,
    requestNumber: entry?.requestNumber ?? null,
    title: entry?.title ?? null,
    entryId: entry?.id ?? null,
    person: entry?.engineer ?? act.actor,
    steps: sum ? explainSteps(billableMinutes(sum.worked, sum.rule), sum.rule) : [],
    sumLost: sum === null && (kind === "work" || kind === "changed"),
    workedMinutes: sum?.worked ?? null,
    billedMinutes: entry ? act.minutes : null,
    blocks: blocksOf(extension ? act.moves.filter((move) => move.dst !== "expired") : act.moves),
    lotId: only?.lotId ?? null,
    validUntil: only?.validUntil ?? null,
    changeMinutes: changeOf(movements),
    valueMinor: valueOf(act, movements),
    balanceMinutes: act.balance,
    extension,
    partner: null,
  };
}

/** An extension lets a block expire and opens another with what it held, and with what had expired of it. */
function extensionOf({ extendedLotId, moves }: StatementAct): StatementLine["extension"] {
  const opened = moves.find((move) => move.src === "source");
  if (extendedLotId === null || !opened || opened.lotId === null || opened.validUntil === null) return null;
  const held = moves.reduce(
    (sum, move) => sum + (move.src === "lot" && move.dst === "expired" ? move.minutes : 0),
    0,
  );
  return {
    lotId: extendedLotId,
    intoLotId: opened.lotId,
    until: opened.validUntil,
    minutes: opened.minutes,
    revivedMinutes: opened.minutes - held,
  };
}

function valueOf({ opKind }: StatementAct, { bought, adjusted, used }: Movements): number {
  if (opKind === "move" || opKind === "convert") return adjusted.valueMinor;
  return bought.minutes > 0 ? bought.valueMinor : used.valueMinor;
}

function lineKind({ opKind, moves, revision, entry }: StatementAct): LineKind {
  switch (opKind) {
    case "credit":
      return moves.some((move) => move.src === "source" && sourceKind(move) === "bought")
        ? "bought"
        : "granted";
    case "time":
      return (revision ?? 1) === 1
        ? "work"
        : entry?.deleted && entry.revision === revision
          ? "taken-back"
          : "changed";
    case "expire":
      return "expired";
    case "payment":
      return "payment";
    case "move":
      return "moved";
    case "convert":
      return "converted";
    case "adjust":
    case "configure":
      return "adjusted";
  }
}

/** Which blocks paid, block by block in the order of the draw; below zero what went back to one. */
function blocksOf(moves: StatementAct["moves"]): BlockPart[] {
  return moves.flatMap((move): BlockPart[] => {
    const part = { lotId: move.lotId, valueMinor: move.valueMinor, forRequest: move.forRequest };
    if (move.src === "lot") return [{ ...part, minutes: move.minutes }];
    if (move.dst === "lot" && move.src !== "source") return [{ ...part, minutes: -move.minutes }];
    if (move.src === "debt" && move.dst !== "lot") return [{ ...part, lotId: null, minutes: move.minutes }];
    if (move.dst === "debt") return [{ ...part, lotId: null, minutes: -move.minutes }];
    return [];
  });
}
