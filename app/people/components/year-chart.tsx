import type { MonthLine } from "#app/people/rules/roster-view.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";

/** How many people worked here at each month's end, with who came and went: the bars for the eye, the numbers for all. */
export function YearChart({ months }: { months: MonthLine[] }) {
  const most = Math.max(1, ...months.map(({ atWork }) => atWork));
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
      <ul className="grid grid-cols-12 items-end gap-0.5 wide:gap-2">
        {months.map((month) => (
          <li key={month.month} className="grid min-w-0 justify-items-center gap-1 text-center">
            <span className="sr-only">
              {m.people_year_month({
                month: formatDay(month.month, "month"),
                count: formatNumber(month.atWork),
                joined: formatNumber(month.joined),
                left: formatNumber(month.left),
              })}
            </span>
            <span aria-hidden="true" className="text-xs font-semibold">
              {month.atWork}
            </span>
            <svg
              aria-hidden="true"
              viewBox="0 0 36 80"
              preserveAspectRatio="none"
              className="h-20 w-full max-w-9"
            >
              <rect
                className="fill-prevented"
                x="0"
                y={80 - (month.atWork / most) * 80}
                width="36"
                height={(month.atWork / most) * 80}
              />
            </svg>
            <span
              aria-hidden="true"
              className="h-8 w-full border-t border-line pt-0.5 text-[0.6875rem] leading-4 text-muted"
            >
              <span className="block truncate">{formatDay(month.month, "monthShort").slice(0, 3)}</span>
              <span className="block truncate font-semibold text-ink">{changeOf(month)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function changeOf({ joined, left }: MonthLine): string {
  return [...(joined > 0 ? [`+${joined}`] : []), ...(left > 0 ? [`−${left}`] : [])].join(" ");
}
