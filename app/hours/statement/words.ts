import { extensionWords } from "#app/hours/adjustments/extension-words.ts";
import { shortSum } from "#app/hours/components/words.ts";
import type { BlockPart, MovementKind, StatementLine } from "#app/hours/rules/statement.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatMoney, signedMinutes, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A period in words: "november 2026", "1 november 2026 – 22 november 2026", "tot en met 30 september 2026". */
export function periodWords(period: { kind: StatementPeriod["kind"]; from: Day | null; until: Day }): string {
  if (period.from === null) return m.statement_as_of({ day: formatDay(period.until) });
  return isWholeMonth(period.from, period.until)
    ? formatDay(period.from, "month")
    : `${formatDay(period.from)} – ${formatDay(period.until)}`;
}

/** From the first to the last day of one month. */
function isWholeMonth(from: Day, until: Day): boolean {
  const last = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 0)).getUTCDate();
  return from.slice(0, 7) === until.slice(0, 7) && from.endsWith("-01") && Number(until.slice(8)) === last;
}

const movements = {
  bought: m.statement_bought,
  granted: m.statement_granted,
  used: m.statement_used,
  expired: m.statement_expired,
  reversed: m.statement_reversed,
  adjusted: m.statement_adjusted,
  held: m.statement_held,
} satisfies Record<MovementKind, () => string>;

/** Why a balance moved. */
export function movementWord(kind: MovementKind): string {
  return movements[kind]();
}

/** What a line is about. */
export function lineTitle(line: StatementLine): string {
  switch (line.kind) {
    case "bought":
      return m.statement_line_bought({ block: line.lotId ?? 0 });
    case "granted":
      return m.statement_line_granted({ block: line.lotId ?? 0 });
    case "expired":
      return m.statement_line_expired();
    case "payment":
      return m.statement_line_payment();
    case "adjusted":
      return m.statement_line_adjusted();
    case "extended":
      return line.extension ? extensionWords(line.extension) : m.statement_line_adjusted();
    case "moved":
      return movedWords(line);
    case "converted":
      return m.hours_op_convert();
    default:
      return line.requestNumber === null ? "" : `#${line.requestNumber} ${line.title ?? ""}`;
  }
}

function movedWords({ changeMinutes, partner }: StatementLine): string {
  if (partner === null) return changeMinutes < 0 ? m.manage_moved_away() : m.manage_moved_here();
  return changeMinutes < 0
    ? m.manage_moved_to({ client: partner })
    : m.manage_moved_from({ client: partner });
}

/** What belongs to a line: what became of the entry, when it was worked, by whom, until when, why. */
export function lineFacts(line: StatementLine): string[] {
  const facts = [
    line.kind === "changed"
      ? m.statement_line_changed({ minutes: formatMinutes(line.billedMinutes ?? 0) })
      : "",
    line.kind === "taken-back" ? m.statement_line_taken_back() : "",
    isWork(line) ? (line.person ?? "") : "",
    line.validUntil === null || line.extension
      ? ""
      : m.statement_line_valid_until({ day: formatDay(line.validUntil, "medium") }),
    line.reason ?? "",
  ];
  return facts.filter(Boolean);
}

/** Whether a line is about a piece of work. */
export function isWork(line: StatementLine): boolean {
  return line.kind === "work" || line.kind === "changed" || line.kind === "taken-back";
}

/** From worked to billed, where these differ: "0 u 13 › min. 0 u 15"; words where it was not kept. */
export function arithmetic(line: StatementLine): string {
  return line.sumLost ? m.hours_sum_not_kept() : shortSum(line.steps);
}

/** Which blocks moved and by how much, with the sign of the change: "blok 1: −0 u 45 (−€ 71,25), blok 2: +0 u 10". */
export function blocksWords(line: StatementLine, currency: string): string {
  return line.blocks.map((part) => blockWords(part, currency)).join(", ");
}

function blockWords({ lotId, minutes, valueMinor, forRequest }: BlockPart, currency: string): string {
  if (lotId === null) return m.statement_block_none({ minutes: signedMinutes(-minutes) });
  if (forRequest !== null)
    return (
      m.statement_block_pays({ block: lotId, minutes: formatMinutes(minutes), number: forRequest }) +
      inBrackets(valueMinor === 0 ? "" : formatMoney(valueMinor, currency))
    );
  return (
    m.statement_block({ block: lotId, minutes: signedMinutes(-minutes) }) +
    inBrackets(valueMinor === 0 ? "" : signedMoney(-valueMinor, currency))
  );
}

function inBrackets(words: string): string {
  return words && ` (${words})`;
}

/** The beginning of a hash as people read and type it: four groups of four. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}

/** A statement's reference as people read and type it: two groups of five. */
export function shownReference(reference: string): string {
  return `${reference.slice(0, 5)}-${reference.slice(5)}`;
}
