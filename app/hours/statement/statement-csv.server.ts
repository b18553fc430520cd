import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { statementLine, type Statement, type StatementLine } from "#app/hours/rules/statement.ts";
import { readStatementPeriod } from "#app/hours/rules/statement-period.ts";
import { listActs } from "#app/hours/store/statement.server.ts";

import { fileNameOf } from "./file-name.ts";
import { readStatement, type StatementClient } from "./read-statement.server.ts";
import { arithmetic, blocksWords, lineTitle, movementWord, periodWords } from "./words.ts";

const actsPerRead = 500;

/** A statement's lines for a spreadsheet, read piece by piece. What is recorded is never changed, so the pieces fit though each is read by itself. */
export async function getStatementCsv(
  scope: Scope,
  client: StatementClient,
  query: URLSearchParams,
): Promise<CsvDownload> {
  const period = readStatementPeriod(query, dayIn(client.zone, now()));
  const statement = await readInScope(scope, (tx) => readStatement(tx, client, period));
  return { fileName: fileNameOf(statement, "csv"), lines: linesOf(scope, client.id, statement) };
}

async function* linesOf(scope: Scope, clientId: string, statement: Statement): AsyncGenerator<CsvCell[]> {
  const locale = getLocale();
  yield* withLocale(locale, () => [headings(), openingCells(statement)]);
  const last = statement.head?.seq ?? 0;
  for (let after = statement.openingSeq; after < last; after += actsPerRead) {
    const acts = await readInScope(scope, (tx) =>
      listActs(tx, clientId, after, Math.min(after + actsPerRead, last)),
    );
    yield* withLocale(locale, () => acts.map((act) => lineCells(statementLine(act), statement.currency)));
  }
  yield withLocale(locale, () => closingCells(statement));
}

function headings(): string[] {
  return [
    m.statement_csv_number(),
    m.statement_col_recorded(),
    m.statement_col_worked(),
    m.statement_csv_kind(),
    m.statement_csv_request(),
    m.statement_col_what(),
    m.statement_col_person(),
    m.statement_csv_reason(),
    m.statement_csv_worked_minutes(),
    m.statement_csv_arithmetic(),
    m.statement_csv_billed_minutes(),
    m.statement_csv_blocks(),
    m.statement_csv_change_minutes(),
    m.statement_col_change(),
    m.statement_col_value(),
    m.statement_csv_currency(),
    m.statement_csv_balance_minutes(),
    m.statement_col_balance(),
  ];
}

/** One line of the statement; minutes as whole numbers and as h:mm, values as decimal numbers. */
export function lineCells(line: StatementLine, currency: string): CsvCell[] {
  return [
    line.seq,
    line.recordedOn,
    line.workedOn,
    kindWord(line),
    line.requestNumber,
    line.requestNumber === null ? lineTitle(line) : (line.title ?? ""),
    line.person,
    line.reason,
    line.workedMinutes,
    arithmetic(line),
    line.billedMinutes,
    blocksWords(line, currency),
    line.changeMinutes,
    clock(line.changeMinutes),
    line.valueMinor / 100,
    currency,
    line.balanceMinutes,
    clock(line.balanceMinutes),
  ];
}

function kindWord(line: StatementLine): string {
  switch (line.kind) {
    case "bought":
    case "granted":
    case "expired":
    case "adjusted":
      return movementWord(line.kind);
    case "extended":
      return m.statement_kind_extended();
    case "moved":
    case "converted":
      return movementWord("adjusted");
    case "payment":
      return movementWord("reversed");
    case "work":
      return movementWord("used");
    case "changed":
      return m.statement_kind_changed();
    case "taken-back":
      return m.statement_kind_taken_back();
  }
}

const blank = (count: number): null[] => Array<null>(count).fill(null);

function openingCells({ period, openingMinutes }: Statement): CsvCell[] {
  return [
    null,
    period.from,
    null,
    m.statement_opening(),
    null,
    periodWords(period),
    ...blank(10),
    openingMinutes,
    clock(openingMinutes),
  ];
}

function closingCells({ period, closingMinutes, head }: Statement): CsvCell[] {
  const proof = head ? m.statement_csv_proof({ seq: head.seq, hash: head.hash }) : "";
  return [
    null,
    period.until,
    null,
    m.statement_closing(),
    null,
    proof,
    ...blank(10),
    closingMinutes,
    clock(closingMinutes),
  ];
}

/** Minutes as h:mm; below zero with a hyphen, which every spreadsheet reads. */
function clock(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
}
