import type { BurnDownInput } from "#app/hours/rules/burn-down-geometry.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The chart's numbers for who can't or won't read a chart: newest first. */
export function BurnDownTable({ points, emptyOn }: Pick<BurnDownInput, "points" | "emptyOn">) {
  return (
    <details className="mt-2 text-sm print:hidden">
      <summary className="link inline-block min-h-8 py-1 pointer-coarse:min-h-11">
        {m.hours_burn_as_table()}
      </summary>
      <div
        className="mt-1 max-h-80 overflow-y-auto rounded-md border border-line"
        tabIndex={0}
        role="region"
        aria-label={m.hours_burn_title()}
      >
        <table className="w-full text-left">
          <thead className="sticky top-0 bg-card text-xs text-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-semibold">
                {m.hours_burn_day()}
              </th>
              <th scope="col" className="px-3 py-1.5 text-right font-semibold">
                {m.hours_burn_added()}
              </th>
              <th scope="col" className="px-3 py-1.5 text-right font-semibold">
                {m.hours_burn_balance()}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {emptyOn && (
              <tr className="text-muted">
                <th scope="row" className="px-3 py-1.5 font-normal">
                  ± {formatDay(emptyOn, "medium")} ({m.hours_burn_forecast()})
                </th>
                <td className="px-3 py-1.5" />
                <td className="px-3 py-1.5 text-right">{formatMinutes(0)}</td>
              </tr>
            )}
            {[...points].reverse().map((point, index) => (
              <tr key={index}>
                <th scope="row" className="px-3 py-1.5 font-normal">
                  {formatDay(point.day, "medium")}
                </th>
                <td className="px-3 py-1.5 text-right">
                  {point.addedMinutes ? `+${formatMinutes(point.addedMinutes)}` : ""}
                </td>
                <td className="px-3 py-1.5 text-right font-medium">{formatMinutes(point.balanceMinutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
