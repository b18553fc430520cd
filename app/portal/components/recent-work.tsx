import { Link } from "@remix-run/react";

import { natureWord, shortSum } from "#app/hours/components/words.ts";
import type { DashboardPage } from "#app/portal/dashboard-page.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** The latest work, each with its arithmetic in a line. */
export function RecentWork({ page }: { page: DashboardPage & { mspName?: string | undefined } }) {
  return (
    <Card title={page.seesAllWork ? m.hours_recent_title() : m.hours_recent_own_title()} titleId="recent">
      {page.recent.length === 0 ? (
        <>
          <p className="font-semibold">{m.hours_no_work_title()}</p>
          <p className="text-muted">{m.hours_no_work_text({ msp: page.mspName ?? "" })}</p>
        </>
      ) : (
        <EntryList
          rows={page.recent.map((entry) => ({
            key: entry.id,
            title: <Link to={`/hours/${entry.id}`}>{entry.title}</Link>,
            detail: [
              formatDay(entry.workedOn, "short"),
              entry.bookedOn !== entry.workedOn &&
                m.hours_booked_on({ day: formatDay(entry.bookedOn, "short") }),
              entry.engineer,
              natureWord(entry.nature),
              shortSum(entry.steps),
            ]
              .filter(Boolean)
              .join(" · "),
            aside: formatMinutes(entry.billable),
          }))}
        />
      )}
    </Card>
  );
}
