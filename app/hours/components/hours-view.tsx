import { EntrySort, EntryTable } from "#app/hours/components/entry-table.tsx";
import { HoursFilterForm } from "#app/hours/components/hours-filter-form.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { HoursPage } from "#app/hours/hours-page.server.ts";
import { hoursQuery, hoursSorts } from "#app/hours/rules/hours-filter.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { Pagination } from "#app/ui/wayfinding.tsx";

/** Every entry of the client, by a filter, with its arithmetic and the filter's totals. */
export function HoursView({ page }: { page: HoursPage }) {
  const { filter, totals } = page;
  const list: ListState = {
    ...{ list: "hours", path: "/hours", sorts: hoursSorts, sort: filter.sort, columns: null },
    query: hoursQuery(filter),
  };
  return (
    <>
      <PageHeader
        title={m.hours_title()}
        subtitle={page.seesAllWork ? m.hours_subtitle() : m.hours_subtitle_own()}
      />
      <Stack>
        <HoursFilterForm page={page} />
        <p role="status" className="flex flex-wrap gap-x-4 gap-y-1">
          <span className="font-semibold">
            {m.hours_totals({ count: totals.entries, billable: formatMinutes(totals.billable) })}
          </span>
          <span className="text-muted">
            {[
              m.hours_totals_worked({ worked: formatMinutes(totals.worked) }),
              `${natureWord("reactive")} ${formatMinutes(totals.billable - totals.proactive)}`,
              `${natureWord("proactive")} ${formatMinutes(totals.proactive)}`,
              totals.contested > 0 && m.query_of_which({ minutes: formatMinutes(totals.contested) }),
              totals.pending > 0 && m.approval_pill({ minutes: formatMinutes(totals.pending) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </p>
        {page.rows.length > 1 && <EntrySort list={list} />}
        <Card padding="none">
          <EntryTable rows={page.rows} list={list} clearTo="/hours?period=all" never={!page.options.ever} />
          <Pagination
            page={filter.page}
            pages={page.pages}
            toPage={(next) => `/hours?${hoursQuery(filter, { page: next })}`}
          />
        </Card>
      </Stack>
    </>
  );
}
