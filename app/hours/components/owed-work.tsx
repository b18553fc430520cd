import { Link } from "@remix-run/react";

import { sizeWords } from "#app/hours/components/words.ts";
import type { OwedWork } from "#app/hours/store/owed-work.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

interface OwedWorkProps {
  work: OwedWork[];
  /** Minutes below zero, and the size of a block that would cover them. */
  owedMinutes: number;
  blockMinutes: number | null;
}

/** Which work took the hours below zero, and what a block would leave. */
export function OwedWorkCard({ work, owedMinutes, blockMinutes }: OwedWorkProps) {
  return (
    <Card title={m.hours_owed_title()} titleId="owed-work">
      <EntryList
        rows={work.map((row) => ({
          key: row.entryId,
          title: (
            <Link to={`/hours/${row.entryId}`} className="text-ink no-underline hover:underline">
              {row.title}
            </Link>
          ),
          detail: formatDay(row.workedOn, "medium"),
          aside: <span className="text-negative">{formatMinutes(-row.minutes)}</span>,
        }))}
      />
      {blockMinutes !== null && (
        <p className="mt-3 border-t border-line pt-3">{afterBuying(owedMinutes, blockMinutes)}</p>
      )}
    </Card>
  );
}

/** What is left once a block is bought, in words. */
export function afterBuying(owedMinutes: number, blockMinutes: number): string {
  const left = blockMinutes - owedMinutes;
  const words = { size: sizeWords(blockMinutes), owed: formatMinutes(owedMinutes) };
  return left >= 0
    ? m.hours_owed_after({ ...words, left: formatMinutes(left) })
    : m.hours_owed_after_still({ ...words, still: formatMinutes(-left) });
}
