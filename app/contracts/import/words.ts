import { contractColumnNamed, contractHead } from "#app/contracts/rules/import/columns.ts";
import { mostContractRows } from "#app/contracts/rules/import/plan.ts";
import type { ContractError, LineProblem } from "#app/contracts/rules/import/read-row.ts";
import { contractRefusalWord } from "#app/contracts/words.ts";
import { cellWords, fileErrorWords } from "#app/people/import/words.ts";
import type { TableError } from "#app/platform/csv-table.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

const problems = {
  "month-closed": () => contractRefusalWord("month-closed"),
  "not-a-first": () => contractRefusalWord("not-a-first"),
  "day-taken": () => contractRefusalWord("day-taken"),
  "before-start": () => contractRefusalWord("before-start"),
  "after-end": () => contractRefusalWord("after-end"),
  "no-day-to-sign": () => contractRefusalWord("no-day-to-sign"),
  "word-wrong": m.contracts_import_word,
  "type-unknown": m.contracts_import_type,
  "price-wrong": m.contracts_import_price,
  "months-wrong": m.contracts_import_months,
  "facts-differ": m.contracts_import_facts,
  "contract-differs": m.contracts_import_differs,
  "line-twice": m.contracts_import_twice,
  "line-missing": m.contracts_import_missing,
  "too-many-lines": m.contracts_import_lines,
  "ends-before-start": () => m.contracts_ends_before_start(),
} satisfies Record<LineProblem, (input: { value: string }) => string>;

/** What is wrong in a cell or on a line of a file of contracts, where, and how to mend it. */
export function contractErrorWords({ column, problem, value }: ContractError): string {
  const words = { ...cellWords, ...problems }[problem]({ value });
  return column === null
    ? words
    : m.people_import_at_column({ column: contractHead(column, getLocale()), problem: words });
}

/** What is wrong with a file of contracts as a whole. */
export function contractFileWords(error: TableError): string {
  if (error.problem === "too-many-rows")
    return m.people_import_problem_rows({
      value: formatNumber(Number(error.value)),
      count: formatNumber(mostContractRows),
    });
  return fileErrorWords(error, (value) => {
    const named = contractColumnNamed(value);
    return named ? contractHead(named, getLocale()) : value;
  });
}
