import type { SentDashboard } from "#app/portal/sent-dashboard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** The latest work, each with its arithmetic in a line. */
export function RecentWork({ page }: { page: SentDashboard }) {
  return (
    <Card title={page.seesAllWork ? m.hours_recent_title() : m.hours_recent_own_title()} titleId="recent">
      {page.recent.length === 0 ? (
        <>
          <p className="font-semibold">{m.hours_no_work_title()}</p>
          <p className="text-muted">{page.noWork}</p>
        </>
      ) : (
        <EntryList
          rows={page.recent.map((entry) => ({
            key: entry.id,
            title: (
              <Link to={`/hours/${entry.id}`} discover="none">
                {entry.title}
              </Link>
            ),
            detail: entry.detail,
            aside: entry.minutes,
          }))}
        />
      )}
    </Card>
  );
}
