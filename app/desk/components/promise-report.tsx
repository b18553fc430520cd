import { priorityWords } from "#app/contracts/components/line-words.ts";
import type { PromiseReport } from "#app/desk/report-page.server.ts";
import type { Kept } from "#app/desk/rules/kept-promises.ts";
import { day } from "#app/platform/day.ts";
import { formatAge, formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

interface PromiseReportProps {
  report: PromiseReport;
  base: "/requests" | "/staff/requests";
  showClient: boolean;
}

/** What was promised and kept, by month and priority, with the requests where it was not. */
export function PromiseReportView({ report, base, showClient }: PromiseReportProps) {
  const { figures, groups, missed } = report;
  return (
    <Stack>
      <CardGrid>
        <Card title={m.queue_report_first()} titleId="first">
          <p className="font-display text-2xl font-semibold">
            {figures.averageMinutes === null ? "–" : formatAge(figures.averageMinutes)}
          </p>
          <p className="mt-1 text-sm text-muted">{m.queue_report_first_hint()}</p>
        </Card>
        <Card title={m.queue_report_open()} titleId="open">
          <p className="font-display text-2xl font-semibold">{figures.open}</p>
        </Card>
      </CardGrid>
      <Card padding="none" title={groups.length > 0 && m.queue_report_promised()} titleId="promised">
        <DataTable
          caption={m.queue_report_promised()}
          phone="flow"
          rows={groups}
          rowKey={({ month, priority }) => `${month} ${priority}`}
          columns={[
            {
              key: "month",
              header: m.queue_report_month(),
              primary: true,
              cell: ({ month }) => formatDay(day(`${month}-01`), "month"),
            },
            {
              key: "priority",
              header: m.queue_col_priority(),
              cell: ({ priority }) => priorityWords[priority](),
            },
            {
              key: "response",
              header: m.queue_report_response(),
              align: "right",
              cell: ({ response }) => keptWords(response),
            },
            {
              key: "resolution",
              header: m.queue_report_resolution(),
              align: "right",
              cell: ({ resolution }) => keptWords(resolution),
            },
          ]}
          empty={
            <EmptyState title={m.queue_report_none()} icon="requests">
              {m.queue_report_none_hint()}
            </EmptyState>
          }
        />
      </Card>
      {groups.length > 0 && (
        <Card title={m.queue_report_missed()} titleId="missed">
          {missed.length === 0 ? (
            <p className="text-muted">{m.queue_report_missed_none()}</p>
          ) : (
            <EntryList
              rows={missed.map((one) => ({
                key: `${one.requestId} ${one.kind}`,
                title: <TextLink to={`${base}/${one.requestId}`}>{one.title}</TextLink>,
                detail: `#${one.number}${showClient ? ` · ${one.clientName}` : ""} · ${
                  one.kind === "response" ? m.queue_clock_response() : m.queue_clock_resolution()
                }`,
              }))}
            />
          )}
        </Card>
      )}
    </Stack>
  );
}

function keptWords({ kept, all }: Kept): string {
  return all === 0 ? "–" : m.queue_report_of({ kept, all });
}
