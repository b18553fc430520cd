import type { MonthLine } from "#app/people/rules/roster-view.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { ColumnBars } from "#app/ui/chart/bars.tsx";

/** How many people worked here at each month's end, with who came and went: the bars for the eye, the numbers for all. */
export function YearChart({ months }: { months: MonthLine[] }) {
  const joined = months.reduce((sum, month) => sum + month.joined, 0);
  const left = months.reduce((sum, month) => sum + month.left, 0);
  return (
    <Card
      title={m.people_year_title()}
      titleId="year"
      aside={
        <span className="text-sm text-muted">
          {m.people_year_sum({ joined: formatNumber(joined), left: formatNumber(left) })}
        </span>
      }
    >
      <ColumnBars
        columns={months.map((month) => ({
          key: month.month,
          value: month.atWork,
          figure: month.atWork,
          label: formatDay(month.month, "monthShort").slice(0, 3),
          note: changeOf(month),
          words: m.people_year_month({
            month: formatDay(month.month, "month"),
            count: formatNumber(month.atWork),
            joined: formatNumber(month.joined),
            left: formatNumber(month.left),
          }),
        }))}
      />
    </Card>
  );
}

function changeOf({ joined, left }: MonthLine): string {
  return [...(joined > 0 ? [`+${joined}`] : []), ...(left > 0 ? [`−${left}`] : [])].join(" ");
}
