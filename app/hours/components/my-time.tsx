import { Fragment } from "react";

import type { MyDay, MyEntry } from "#app/hours/my-time.server.ts";
import { WorkTitle } from "#app/hours/components/work-words.tsx";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** A colleague's days, each with its sum and its entries. */
export function MyTime({ days }: { days: MyDay[] }) {
  return (
    <Stack className="max-w-4xl">
      {days.map((one) => (
        <Card
          key={one.on}
          title={formatDay(one.on)}
          titleId={`day-${one.on}`}
          aside={<span className="font-semibold">{formatMinutes(one.minutes)}</span>}
        >
          {one.entries.length === 0 ? (
            <p className="text-muted">{m.hours_my_time_none()}</p>
          ) : (
            <EntryList
              keys
              rows={one.entries.map((entry) => ({
                key: entry.id,
                title: <WorkTitle to={`/staff/time/${entry.id}`}>{entry.title}</WorkTitle>,
                detail: <EntryLine entry={entry} />,
                aside: formatMinutes(entry.workedMinutes),
              }))}
            />
          )}
          {one.gaps.length > 0 && (
            <p className="mt-3 text-sm text-muted">
              {m.queue_time_gaps()}{" "}
              {one.gaps.map(({ from, until, minutes }, index) => (
                <Fragment key={from}>
                  {index > 0 && ", "}
                  {m.queue_time_gap({ from, until })}{" "}
                  <TextLink
                    to={`/staff/time/new?${new URLSearchParams({ on: one.on, start: from, minutes: String(minutes) })}`}
                  >
                    {m.hours_my_time_log()}
                    <VisuallyHidden> {m.queue_time_gap({ from, until })}</VisuallyHidden>
                  </TextLink>
                </Fragment>
              ))}
            </p>
          )}
        </Card>
      ))}
    </Stack>
  );
}

function EntryLine({ entry }: { entry: MyEntry }) {
  return (
    <>
      {entry.from !== null && `${entry.from}–${entry.until ?? ""} · `}
      {entry.clientName}
      {entry.overlaps && (
        <>
          {" "}
          <Badge tone="low" size="small">
            {m.hours_my_time_overlap()}
          </Badge>
        </>
      )}
    </>
  );
}
