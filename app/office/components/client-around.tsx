import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

import type { ClientOverview } from "#app/office/client-overview.server.ts";
import { StateBadge } from "#app/requests/components/state-badge.tsx";
import { WorkDetail, WorkTitle } from "#app/hours/components/work-words.tsx";
import { roleWord } from "#app/identity/words.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** The last work for a client. */
export function RecentWork({ work, to }: { work: ClientOverview["work"]; to: string }) {
  return (
    <Part
      title={m.desk_client_recent()}
      id="recent"
      to={to}
      link={m.desk_client_all_work()}
      empty={m.desk_work_none()}
    >
      {work.length > 0 && (
        <EntryList
          rows={work.map((entry) => ({
            key: entry.id,
            title: <WorkTitle to={`/staff/time/${entry.id}`}>{entry.requestTitle}</WorkTitle>,
            detail: <WorkDetail entry={{ ...entry, internalNote: null }} />,
            aside: formatMinutes(entry.billableMinutes),
          }))}
        />
      )}
    </Part>
  );
}

/** A client's open requests, the oldest first. */
export function OpenRequests({
  requests,
  count,
  to,
}: {
  requests: ClientOverview["requests"];
  count: number;
  to: string;
}) {
  return (
    <Part
      title={m.desk_client_open_requests({ count })}
      id="open-requests"
      to={to}
      link={m.desk_client_all_requests()}
      empty={m.desk_client_no_open_requests()}
    >
      {requests.length > 0 && (
        <EntryList
          rows={requests.map((request) => ({
            key: request.id,
            title: (
              <Link
                to={`/staff/requests/${request.id}`}
                className="inline-flex min-h-6 items-center text-ink no-underline hover:underline pointer-coarse:min-h-11"
              >
                {request.title}
              </Link>
            ),
            detail: [`#${request.number}`, request.assigneeName ?? m.desk_nobody()].join(" · "),
            aside: <StateBadge state={request.state} />,
          }))}
        />
      )}
    </Part>
  );
}

/** Who has access for a client, and who is invited. */
export function ClientPeople({
  people,
  invited,
  to,
}: Pick<ClientOverview, "people" | "invited"> & { to: string | null }) {
  return (
    <Part
      title={m.office_tab_access()}
      id="client-people"
      to={to}
      link={m.desk_client_manage_people()}
      empty={m.desk_client_no_people()}
    >
      {people.length + invited.length > 0 && (
        <EntryList
          rows={[
            ...people.map((person, index) => ({
              key: String(index),
              title: person.name,
              detail: roleWord(person.role),
            })),
            ...invited.map(({ id, name, email, sentOn, isOver }) => ({
              key: id,
              title: name,
              detail: isOver
                ? m.office_invited_over({ email, day: formatDay(sentOn) })
                : m.office_invited_on({ email, day: formatDay(sentOn) }),
            })),
          ]}
        />
      )}
    </Part>
  );
}

function Part({
  title,
  id,
  to,
  link,
  empty,
  children,
}: {
  title: string;
  id: string;
  /** Where all of it is; null for who can do nothing there. */
  to: string | null;
  link: string;
  empty: string;
  children: ReactNode;
}) {
  return (
    <Card title={title} titleId={id}>
      {children || <p className="text-muted">{empty}</p>}
      {to !== null && (
        <p className="mt-3">
          <TextLink to={to}>{link}</TextLink>
        </p>
      )}
    </Card>
  );
}
