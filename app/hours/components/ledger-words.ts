import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const sources: Record<string, (input: { block: number }) => string> = {
  purchase: m.hours_op_purchase, auto_topup: m.hours_op_auto_topup, grant: m.hours_op_grant, goodwill: m.hours_op_goodwill, import: m.hours_op_import,
};

/** What an act of the ledger was: a block bought, work on a request, hours that lapsed. */
export function opWords(line: LedgerLine): string {
  switch (line.kind) {
    case "credit": return (sources[line.source ?? "purchase"] ?? m.hours_op_grant)({ block: line.lotId ?? 0 });
    case "time": return line.title ?? "";
    case "expire": return m.hours_op_expire();
    case "configure": return m.hours_op_configure();
    case "payment": return m.hours_op_payment();
    case "adjust": return m.hours_op_adjust();
    case "move": return line.change < 0 ? m.care_moved_away() : m.care_moved_here();
  }
}

/** The line under an act: why and for when. */
export function opDetail(line: LedgerLine): string {
  const parts = [
    line.kind === "time" && (line.revision ?? 1) > 1 ? (line.minutes === 0 ? m.hours_op_time_deleted() : m.hours_op_time_changed()) : "",
    line.kind === "time" && line.effectiveOn !== line.recordedOn ? m.hours_op_worked_on({ day: formatDay(line.effectiveOn, "short") }) : "",
    line.reason ?? "",
  ];
  return parts.filter(Boolean).join(" · ");
}
