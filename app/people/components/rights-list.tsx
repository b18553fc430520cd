import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { ResourceLine, RightHolder } from "#app/people/rules/holdings-view.ts";
import { levelWords, resourceKindWords } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

interface RightsListProps {
  resources: ResourceLine[];
  /** Where requests are: `/requests`. */
  requestsAt: string;
  /** What can be done about a right, at its right. */
  action?: (holder: RightHolder) => ReactNode;
}

/** Who may reach what: each resource with its people as rounds, then the list behind it. */
export function RightsList({ resources, requestsAt, action }: RightsListProps) {
  if (resources.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.people_rights_none_title()} icon="audit">
          {m.people_rights_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <Card>
        <ul className="grid gap-3.5 desk:grid-cols-2">
          {resources.map((resource) => (
            <ResourcePicture key={resource.id} resource={resource} />
          ))}
        </ul>
      </Card>
      <RightsTable resources={resources} requestsAt={requestsAt} action={action} />
    </>
  );
}

/** Why somebody may reach it: the request that asked for it, or what staff wrote. */
function reasonOf({ reason, requestId }: RightHolder, requestsAt: string): ReactNode {
  return requestId === null ? (
    reason
  ) : (
    <TextLink to={`${requestsAt}/${requestId}`}>
      {m.people_attest_request()} {reason}
    </TextLink>
  );
}

function ResourcePicture({ resource }: { resource: ResourceLine }) {
  return (
    <li className="min-w-0">
      <p className="font-semibold">{resource.name}</p>
      <p className="mb-1.5 text-sm text-muted">
        {resourceKindWords[resource.kind]()} ·{" "}
        {m.people_count({ n: resource.holders.length, count: String(resource.holders.length) })}
      </p>
      <ul aria-hidden="true" className="flex flex-wrap gap-1">
        {resource.holders.map((holder) => (
          <li
            key={holder.key}
            className={clsx(
              "grid size-9 place-items-center rounded-full border text-xs font-bold",
              holder.leftOn
                ? "border-negative bg-negative-tint text-negative"
                : "border-transparent bg-tint text-primary",
            )}
          >
            {initialsOf(holder.name)}
          </li>
        ))}
      </ul>
    </li>
  );
}

function RightsTable({ resources, requestsAt, action }: RightsListProps) {
  const rows = resources.flatMap((resource) =>
    resource.holders.map((holder) => ({ ...holder, resource: resource.name })),
  );
  return (
    <Card padding="none">
      <DataTable
        caption={m.people_rights_title()}
        rows={rows}
        rowKey={(row) => row.key}
        phone="flow"
        columns={[
          {
            key: "name",
            header: m.people_col_name(),
            primary: true,
            cell: (row) => (
              <TwoLines
                first={row.name}
                second={
                  row.leftOn ? (
                    <span className="font-semibold text-negative">
                      {m.people_left_on({ day: formatDay(row.leftOn) })}
                    </span>
                  ) : (
                    row.endsOn && m.people_until({ day: formatDay(row.endsOn) })
                  )
                }
              />
            ),
          },
          { key: "resource", header: m.people_col_resource(), cell: (row) => row.resource },
          {
            key: "level",
            header: m.people_col_level(),
            place: "figure",
            cell: (row) => levelWords[row.level](),
          },
          { key: "since", header: m.people_col_since(), cell: (row) => formatDay(row.since, "medium") },
          { key: "reason", header: m.people_col_reason(), cell: (row) => reasonOf(row, requestsAt) },
          ...(action
            ? [{ key: "action", header: m.people_col_action(), hideHeader: true, cell: action }]
            : []),
        ]}
      />
    </Card>
  );
}
