import type { ReactNode } from "react";

import { WorkDetail, WorkTitle } from "#app/hours/components/work-words.tsx";
import type { WorkRow } from "#app/hours/store/find-work.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

interface RequestWorkProps {
  entries: WorkRow[];
  /** Where an entry's arithmetic is: `/hours` for the client, `/staff/time` for staff. */
  base: "/hours" | "/staff/time";
  aside?: ReactNode;
}

/** The work on a request: worked and billed minutes, each with the way to its arithmetic. */
export function RequestWork({ entries, base, aside }: RequestWorkProps) {
  const billed = entries.reduce((sum, entry) => sum + (entry.waits === null ? entry.billableMinutes : 0), 0);
  return (
    <Card title={m.desk_work_title()} titleId="work" aside={aside}>
      {entries.length === 0 ? (
        <p className="text-muted">{m.desk_work_none()}</p>
      ) : (
        <>
          <EntryList
            rows={entries.map((entry) => ({
              key: entry.id,
              title: <WorkTitle to={`${base}/${entry.id}`}>{entry.note || m.desk_work_no_note()}</WorkTitle>,
              detail: <WorkDetail entry={entry} />,
              aside: formatMinutes(entry.billableMinutes),
            }))}
          />
          <p className="mt-3 flex justify-between gap-4 border-t border-line pt-3 font-semibold">
            <span>{m.desk_work_total()}</span>
            <span>{formatMinutes(billed)}</span>
          </p>
        </>
      )}
    </Card>
  );
}
