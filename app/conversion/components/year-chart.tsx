import { clsx } from "clsx";

import { firstDayOf } from "#app/contracts/rules/month.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { DataTable } from "#app/ui/data-table.tsx";

import type { ReplayMonth } from "#app/conversion/rules/replay.ts";

interface YearChartProps {
  months: readonly ReplayMonth[];
  currency: string;
  /** Tells two charts of a page apart. */
  id: string;
}

const height = 120;
const step = 48;

/** Twelve months, each as it was beside the proposal: hatched bars drawn from hours, plain ones the contract with what lies outside it on top. The table below says the same. */
export function YearChart({ months, currency, id }: YearChartProps) {
  const most = Math.max(
    1,
    ...months.flatMap((month) => [month.drawnMinor, month.managedMinor + month.outsideMinor]),
  );
  const tall = (minor: number): number => Math.round((minor * height) / most);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <Key
          className="bg-[repeating-linear-gradient(45deg,var(--color-asked)_0_4px,var(--color-card)_4px_6px)]"
          text={m.conversion_chart_was()}
        />
        <Key className="bg-primary" text={m.conversion_chart_contract()} />
        <Key className="bg-prevented" text={m.conversion_chart_outside()} />
      </figcaption>
      <svg
        viewBox={`0 0 ${months.length * step} ${height + 20}`}
        className="w-full"
        role="img"
        aria-labelledby={`${id}-title`}
      >
        <title id={`${id}-title`}>{m.conversion_chart_title()}</title>
        <defs>
          <pattern
            id={`${id}-hatch`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className="fill-card" />
            <rect width="4" height="6" className="fill-asked" />
          </pattern>
        </defs>
        {months.map(({ month, drawnMinor, managedMinor, outsideMinor }, at) => {
          const left = at * step + 6;
          const [drawn, managed, outside] = [tall(drawnMinor), tall(managedMinor), tall(outsideMinor)];
          return (
            <g key={month}>
              <rect x={left} y={height - drawn} width="16" height={drawn} fill={`url(#${id}-hatch)`} />
              <rect x={left + 18} y={height - managed} width="16" height={managed} className="fill-primary" />
              <rect
                x={left + 18}
                y={height - managed - outside}
                width="16"
                height={outside}
                className="fill-prevented"
              />
              <text x={left + 17} y={height + 14} textAnchor="middle" className="fill-muted text-[11px]">
                {Number(month.slice(5))}
              </text>
            </g>
          );
        })}
        <line x1="0" x2={months.length * step} y1={height} y2={height} className="stroke-line" />
      </svg>
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
          {m.conversion_chart_table()}
        </summary>
        <MonthTable months={months} currency={currency} />
      </details>
    </figure>
  );
}

function Key({ className, text }: { className: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden="true"
        className={clsx(
          "inline-block size-3.5 rounded-xs border border-line forced-color-adjust-none",
          className,
        )}
      />
      {text}
    </span>
  );
}

function MonthTable({ months, currency }: Pick<YearChartProps, "months" | "currency">) {
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <DataTable
      caption={m.conversion_chart_title()}
      dense
      rows={[...months]}
      rowKey={({ month }) => month}
      columns={[
        {
          key: "month",
          header: m.monthly_month(),
          primary: true,
          cell: ({ month }) => formatDay(firstDayOf(month), "month"),
        },
        {
          key: "was",
          header: m.conversion_chart_was(),
          align: "right",
          noWrap: true,
          cell: (row) => money(row.drawnMinor),
        },
        {
          key: "contract",
          header: m.conversion_chart_contract(),
          align: "right",
          noWrap: true,
          cell: (row) => money(row.managedMinor),
        },
        {
          key: "outside",
          header: m.conversion_chart_outside(),
          align: "right",
          noWrap: true,
          cell: (row) => money(row.outsideMinor),
        },
      ]}
    />
  );
}
