import { deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import { columnNamed, headOf, type ImportKind } from "#app/people/rules/import/columns.ts";
import { mostLines, type Ends, type ImportError, type ImportProblem } from "#app/people/rules/import/plan.ts";
import { refusalWords } from "#app/people/words.ts";
import type { CellProblem } from "#app/platform/csv-line.ts";
import type { TableError } from "#app/platform/csv-table.ts";
import { isDay } from "#app/platform/day.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

export const kindWords = {
  people: m.people_import_kind_people,
  seats: m.people_import_kind_seats,
  licences: m.people_import_kind_licences,
  assignments: m.people_import_kind_assignments,
  devices: m.people_import_kind_devices,
} satisfies Record<ImportKind, () => string>;

type Words = (input: { value: string }) => string;

/** What is wrong with the text of a cell, and how to mend it. */
export const cellWords = {
  "cell-missing": () => m.people_import_problem_missing(),
  formula: m.people_import_problem_formula,
  "sign-wrong": m.manage_problem_sign_wrong,
  "too-long": m.people_import_problem_long,
  "too-many-cells": m.manage_problem_too_many_cells,
  "day-wrong": m.manage_problem_day_wrong,
  "day-ambiguous": ({ value }) => m.typed_day_ambiguous({ typed: value }),
  "quantity-wrong": m.people_import_problem_quantity,
  "quantity-ambiguous": ({ value }) => m.typed_quantity_ambiguous({ typed: value }),
  "amount-wrong": m.people_import_problem_amount,
  "amount-ambiguous": ({ value }) => m.typed_amount_ambiguous({ typed: value }),
  "yes-wrong": m.people_import_problem_yes,
} satisfies Record<CellProblem, Words>;

const problems: Partial<Record<ImportProblem, Words>> = {
  ...cellWords,
  "mail-wrong": m.people_import_problem_mail,
  "person-unknown": m.people_import_problem_person,
  "person-ambiguous": m.people_import_problem_persons,
  "seat-type-unknown": m.people_import_problem_seat_type,
  "product-unknown": m.people_import_problem_product,
  "product-ambiguous": m.people_import_problem_products,
  "price-differs": m.people_import_problem_price,
  "term-wrong": m.people_import_problem_term,
  "one-holder": () => m.people_import_problem_holder(),
  "kind-wrong": ({ value }) =>
    m.people_import_problem_kind({
      value,
      kinds: deviceKinds.map((kind) => deviceKindWords[kind]()).join(", "),
    }),
  "kind-otherwise": ({ value }) =>
    m.people_import_problem_other_kind({
      kind: deviceKinds.flatMap((kind) => (kind === value ? [deviceKindWords[kind]()] : [])).join(""),
    }),
  "ended-before": ({ value }) => m.people_import_problem_ended({ day: dayWord(value) }),
  "starts-otherwise": ({ value }) => m.people_import_problem_starts({ day: dayWord(value) }),
  "line-twice": m.people_import_problem_twice,
};

const refusals: Record<string, (() => string) | undefined> = refusalWords;

/** What is wrong in a cell or on a line, where, and how to mend it. */
export function importErrorWords({ column, problem, value }: ImportError): string {
  const own = problems[problem]?.({ value });
  const words = own ?? refusals[problem]?.() ?? problem;
  if (column !== null)
    return m.people_import_at_column({ column: headOf(column, getLocale()), problem: words });
  return own === undefined && value !== "" ? m.people_import_at_line({ what: value, problem: words }) : words;
}

/** What somebody's last day ends, in one sentence. */
export function endsWords({ onDay, seats, licences, rights, devices }: Ends): string {
  return m.people_import_ends({
    day: formatDay(onDay),
    seats: formatNumber(seats),
    licences: formatNumber(licences),
    rights: formatNumber(rights),
    devices: formatNumber(devices),
  });
}

function headOfNamed(value: string): string {
  const named = columnNamed(value);
  return named ? headOf(named, getLocale()) : value;
}

/** What is wrong with a file as a whole; `headNamed` says what heads a column of ours. */
export function fileErrorWords({ problem, value }: TableError, headNamed = headOfNamed): string {
  switch (problem) {
    case "empty":
      return m.people_import_problem_empty();
    case "quote-open":
      return m.manage_problem_quote_open();
    case "column-missing":
      return m.manage_problem_column_missing({ value: headNamed(value) });
    case "column-unknown":
      return m.manage_problem_column_unknown({ value });
    case "column-twice":
      return m.manage_problem_column_twice({ value });
    case "too-many-rows":
      return m.people_import_problem_rows({
        value: formatNumber(Number(value)),
        count: formatNumber(mostLines),
      });
  }
}

function dayWord(value: string): string {
  return isDay(value) ? formatDay(value) : value;
}
