import { extensionWords } from "#app/hours/adjustments/extension-words.ts";
import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const sources: Record<string, (input: { block: number }) => string> = {
  purchase: m.hours_op_purchase,
  auto_topup: m.hours_op_auto_topup,
  grant: m.hours_op_grant,
  goodwill: m.hours_op_goodwill,
  import: m.hours_op_import,
};

/** What an act of the ledger was: a block bought, work on a request, hours that lapsed. */
export function opWords(line: LedgerLine): string {
  switch (line.kind) {
    case "credit":
      return (sources[line.source ?? "purchase"] ?? m.hours_op_grant)({ block: line.lotId ?? 0 });
    case "time":
      return line.title ?? "";
    case "expire":
      return m.hours_op_expire();
    case "configure":
      return m.hours_op_configure();
    case "payment":
      return m.hours_op_payment();
    case "adjust":
      return line.extension ? extensionWords(line.extension) : m.hours_op_adjust();
    case "convert":
      return m.hours_op_convert();
    case "move":
      return line.change < 0 ? m.manage_moved_away() : m.manage_moved_here();
  }
}

/** The line under an act: why and for when. */
export function opDetail(line: LedgerLine): string {
  const parts = [
    line.kind === "time" && (line.revision ?? 1) > 1
      ? line.minutes === 0
        ? m.hours_op_time_deleted()
        : m.hours_op_time_changed()
      : "",
    line.kind === "time" && line.effectiveOn !== line.recordedOn
      ? m.hours_op_worked_on({ day: formatDay(line.effectiveOn, "short") })
      : "",
    line.kind === "configure" ? settingWords(line.reason ?? "", line.currency) : (line.reason ?? ""),
  ];
  return parts.filter(Boolean).join(" · ");
}

const modes: Record<string, (() => string) | undefined> = {
  off: m.hours_set_mode_off,
  warn: m.hours_set_mode_warn,
  invoice: m.hours_set_mode_invoice,
  charge: m.hours_set_mode_charge,
};
const overages: Record<string, (() => string) | undefined> = {
  cover_next: m.hours_set_overage_cover_next,
  invoice: m.hours_set_overage_invoice,
  refuse: m.hours_set_overage_refuse,
};

const settings: Record<string, ((value: string, currency: string) => string) | undefined> = {
  topupMode: (value) => modes[value]?.() ?? "",
  thresholdMinutes: (value) => m.hours_set_threshold({ minutes: formatMinutes(Number(value)) }),
  topupBlockMinutes: (value) => m.hours_set_block({ minutes: formatMinutes(Number(value)) }),
  topupMaxPer30d: (value) => m.hours_set_max_count({ count: formatNumber(Number(value)) }),
  topupMaxMinorPer30d: (value, currency) =>
    m.hours_set_max_amount({ amount: formatMoney(Number(value), currency) }),
  fairnessDays: (value) => m.hours_set_fairness({ count: formatNumber(Number(value)) }),
  correctionGraceDays: (value) => m.hours_set_grace({ count: formatNumber(Number(value)) }),
  overagePolicy: (value) => overages[value]?.() ?? "",
};

/** What a settings act changed, from how the ledger keeps it (an object, then perhaps a reason), in words; what has none is left out. */
export function settingWords(kept: string, currency: string): string {
  const [, object, reason = ""] = /^(\{[^{}]*\})\s*([^]*)$/.exec(kept) ?? [];
  if (object === undefined) return kept;
  const changed: unknown = JSON.parse(object);
  const entries = typeof changed === "object" && changed !== null ? Object.entries(changed) : [];
  const words = entries.map(([name, value]) =>
    value === null ? "" : (settings[name]?.(String(value), currency) ?? ""),
  );
  return [...words, reason].filter(Boolean).join(" · ");
}
