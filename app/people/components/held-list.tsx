import type { ReactNode } from "react";

import type { Day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export type HeldRow = {
  id: string;
  name: string;
  startsOn: Day;
  endsOn: Day | null;
  lasts: boolean;
  /** Why it should not be theirs any more. */
  left: string | null;
  action?: ReactNode;
};

/** What somebody has and had, each with its days and what can be done about it. */
export function HeldList({ rows }: { rows: HeldRow[] }) {
  if (rows.length === 0) return <p className="text-muted">{m.people_own_nothing()}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex flex-wrap items-start justify-between gap-x-5 gap-y-2.5 py-3 first:pt-0 last:pb-0"
        >
          <div className={row.lasts ? "min-w-0 flex-1 basis-52" : "min-w-0 flex-1 basis-52 text-muted"}>
            <p className="font-semibold">{row.name}</p>
            <p className="text-sm text-muted">
              {row.endsOn === null
                ? m.people_since({ day: formatDay(row.startsOn) })
                : m.people_from_to({ from: formatDay(row.startsOn), to: formatDay(row.endsOn) })}
            </p>
            {row.left && <p className="text-sm font-semibold text-negative">{row.left}</p>}
          </div>
          {row.action}
        </li>
      ))}
    </ul>
  );
}
