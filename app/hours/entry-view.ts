import { day, type Day } from "#app/platform/day.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

import { billableMinutes } from "./rules/billable-minutes.ts";
import { explainEntry, explainSteps, type ExplainLine } from "./rules/explain.ts";
import type { EntryListRow, EntryRow } from "./store/hours-list.server.ts";

/** An entry as a client reads it, with its arithmetic in lines; minutes whole, days in the client's zone. */
export type EntryView = {
  id: string;
  requestId: string;
  title: string;
  engineer: string;
  workedOn: Day;
  recordedOn: Day;
  workType: string;
  nature: "reactive" | "proactive";
  note: string;
  worked: number;
  billable: number;
  corrected: boolean;
  deleted: boolean;
  revision: number;
  contested: boolean;
  awaits: EntryRow["awaits"];
  steps: ExplainLine[];
  lines: ExplainLine[];
  valueMinor: number | null;
  currency: string;
};

/** What a list shows of an entry; its note and its arithmetic stand on its own page. What makes it other than plain is left out where nothing does: most of fifty rows are plain. */
export type EntryLine = Pick<EntryView, "id" | "title" | "engineer" | "workedOn" | "nature" | "billable"> &
  Partial<Pick<EntryView, "corrected" | "contested" | "awaits">>;

/** Turns a stored entry into a line of a list. */
export function entryRow(row: EntryListRow): EntryLine {
  const { id, title, engineer, nature, billable, contested, awaits } = row;
  const workedOn = day(row.workedOn);
  return {
    ...{ id, title, engineer, workedOn, nature, billable },
    ...(row.revision > 1 && { corrected: true }),
    ...(contested && { contested }),
    ...(awaits && { awaits }),
  };
}

/** Turns a stored entry into what a client reads of it. */
export function entryView(row: EntryRow): EntryView {
  const rule = {
    minimumMinutes: row.minimumMinutes,
    roundingMinutes: row.roundingMinutes,
    multiplierPercent: row.multiplierPercent,
    free: row.free,
    ...(row.covered && { covered: true as const }),
  };
  const steps = billableMinutes(row.worked, rule);
  const valueMinor = row.allocations.reduce((sum, part) => sum + part.valueMinor, 0);
  return {
    id: row.id,
    requestId: row.requestId,
    title: row.title,
    engineer: row.engineer,
    workedOn: day(row.workedOn),
    recordedOn: day(row.recordedOn),
    workType: workTypeName(row.workType),
    nature: row.nature,
    note: row.note,
    worked: row.worked,
    billable: row.billable,
    corrected: row.revision > 1,
    deleted: row.deleted,
    revision: row.revision,
    contested: row.contested,
    awaits: row.awaits,
    steps: explainSteps(steps, rule),
    lines: row.deleted
      ? [
          { kind: "worked", minutes: row.worked },
          { kind: "billed", minutes: 0 },
        ]
      : explainEntry(steps, rule, row.allocations),
    valueMinor: row.allocations.some((part) => part.lotId !== null) ? valueMinor : null,
    currency: row.allocations[0]?.currency ?? "EUR",
  };
}

/** A work type's name in the reader's language. */
export function workTypeName(names: Record<string, string>): string {
  return names[getLocale()] ?? names["en"] ?? Object.values(names)[0] ?? "";
}
