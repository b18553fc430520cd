import { shortSum } from "#app/hours/components/words.ts";
import type { HistoryLine } from "#app/hours/ledger-page.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { EntryList } from "#app/ui/lists.tsx";

/** What was said of an entry and when: recorded, changed, taken back; with the arithmetic that held then, and the reason. */
export function EntryHistory({ history, deleted }: { history: HistoryLine[]; deleted: boolean }) {
  return (
    <EntryList
      rows={history.map((line, index) => ({
        key: String(line.seq),
        title: deleted && index === history.length - 1 ? m.hours_deleted_title() : titleOf(line),
        detail: [
          formatDay(line.recordedOn, "medium"),
          line.actor,
          line.steps === null ? m.hours_sum_not_kept() : shortSum(line.steps),
          line.reason,
        ]
          .filter(Boolean)
          .join(" · "),
        aside: line.change === 0 ? undefined : `${line.change > 0 ? "+" : ""}${formatMinutes(line.change)}`,
      }))}
    />
  );
}

function titleOf(line: HistoryLine): string {
  const minutes = formatMinutes(line.minutes ?? 0);
  if (line.revision === 1) return m.hours_entry_history_first({ minutes });
  return m.hours_entry_history_changed({ minutes });
}
