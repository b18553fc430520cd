import type { LastConfirmed, StaffRosterPage } from "#app/people/staff-pages.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** What a client's manager confirmed last: who works there, and who may keep which right. */
export function ConfirmedCard({ page, base }: { page: StaffRosterPage; base: string }) {
  const { zone } = page;
  const rows = [
    { key: "roster", title: m.people_confirmed_roster(), last: page.attested, due: page.due.roster },
    { key: "rights", title: m.people_rights_title(), last: page.reviewed, due: page.due.rights },
  ];
  return (
    <Card
      title={m.people_confirmed_title()}
      titleId="confirmed"
      aside={<TextLink to={`${base}/access`}>{m.people_rights_title()}</TextLink>}
    >
      <EntryList
        rows={rows.map(({ key, title, last, due }) => ({
          key,
          title,
          detail: last
            ? m.people_attest_done({ name: last.name, at: formatInstant(last.at, zone) })
            : m.people_confirmed_never(),
          aside: <QuarterBadge last={last} due={due} />,
        }))}
      />
    </Card>
  );
}

function QuarterBadge({ last, due }: { last: LastConfirmed | null; due: boolean }) {
  if (!last?.isThisQuarter && !due) return null;
  return last?.isThisQuarter ? (
    <Badge tone="good" size="small">
      {m.people_confirmed_now()}
    </Badge>
  ) : (
    <Badge tone="low" size="small">
      {m.people_confirmed_due()}
    </Badge>
  );
}
