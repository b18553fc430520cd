import { priorityWords } from "#app/contracts/components/line-words.ts";
import { formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import type { Report } from "#app/conversion/store/report-store.server.ts";

/** What was promised beside what came, after so many days; the margin for the MSP's people alone. */
export function ReportCard({
  report: { days, figures, margin },
  currency,
}: {
  report: Report;
  currency: string;
}) {
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <Card title={m.conversion_report_title({ days })} titleId={`report-${days}`}>
      <DefinitionList
        layout="sum"
        items={[
          { term: m.conversion_report_requests(), value: formatNumber(figures.requests) },
          { term: m.conversion_report_before(), value: formatNumber(figures.requestsBefore) },
          ...figures.responses.map(({ priority, promisedMinutes, all, kept }) => ({
            term: m.conversion_report_response({
              priority: priorityWords[priority](),
              time: formatMinutes(promisedMinutes),
            }),
            value: all === 0 ? m.conversion_report_none() : m.conversion_report_kept({ kept, all }),
          })),
          { term: m.conversion_report_inside(), value: formatMinutes(figures.insideMinutes) },
          { term: m.conversion_report_outside(), value: formatMinutes(figures.outsideMinutes) },
          { term: m.conversion_report_contract(), value: money(figures.contractMinor) },
          { term: m.conversion_report_hours(), value: money(figures.byHoursMinor) },
          ...(margin
            ? [
                {
                  term: m.conversion_report_promised(),
                  value:
                    margin.promisedMinor === null
                      ? m.conversion_report_unstated()
                      : money(margin.promisedMinor),
                },
                { term: m.conversion_report_real(), value: money(margin.realMinor), total: true },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
