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

const top = 14;
const height = 120;
const foot = top + height;

/** Twelve months, each as it was beside the proposal: hatched bars drawn from hours, plain ones the contract with what lies outside it on top. The table below says the same. */
export function YearChart({ months, currency, id }: YearChartProps) {
  const most = roundUp(
    ...months.flatMap((month) => [month.drawnMinor, month.managedMinor + month.outsideMinor]),
  );
  const tall = (minor: number): number => Math.round((minor * height) / most);
  const column = 100 / Math.max(1, months.length);
  return (
    <figure className="chart @container">
      <figcaption className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <Key
          className="bg-[repeating-linear-gradient(45deg,var(--color-asked)_0_4px,var(--color-card)_4px_6px)]"
          text={m.conversion_chart_was()}
        />
        <Key className="bg-primary" text={m.conversion_chart_contract()} />
        <Key className="bg-prevented" text={m.conversion_chart_outside()} />
      </figcaption>
      <div className="chart-frame pl-20">
        <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={foot + 24} fontSize={12}>
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
          {[most, most / 2, 0].map((minor) => (
            <g key={minor}>
              <line
                x2="100%"
                y1={foot - tall(minor)}
                y2={foot - tall(minor)}
                className={minor === 0 ? "chart-zero" : "chart-grid"}
              />
              <text x={-9} y={foot - tall(minor) + 4} className="chart-word chart-value-word">
                {formatMoney(minor, currency)}
              </text>
            </g>
          ))}
          {months.map(({ month, drawnMinor, managedMinor, outsideMinor }, at) => {
            const left = at * column;
            const [drawn, managed, outside] = [tall(drawnMinor), tall(managedMinor), tall(outsideMinor)];
            const width = `${column * 0.34}%`;
            const [first, second] = [`${left + column * 0.14}%`, `${left + column * 0.52}%`];
            return (
              <g key={month}>
                <rect x={first} y={foot - drawn} width={width} height={drawn} fill={`url(#${id}-hatch)`} />
                <rect x={second} y={foot - managed} width={width} height={managed} className="fill-primary" />
                <rect
                  x={second}
                  y={foot - managed - outside}
                  width={width}
                  height={outside}
                  className="fill-prevented"
                />
                <text
                  x={`${left + column / 2}%`}
                  y={foot + 18}
                  textAnchor="middle"
                  className={at % 2 === 0 ? "chart-word" : "chart-word hidden @lg:block"}
                >
                  {formatDay(firstDayOf(month), "monthShort").slice(0, 3)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
          {m.conversion_chart_table()}
        </summary>
        <MonthTable months={months} currency={currency} />
      </details>
    </figure>
  );
}

/** The end of the scale: the greatest of some amounts rounded up to a fifth of its power of ten. */
function roundUp(...minor: readonly number[]): number {
  const most = Math.max(100, ...minor);
  const unit = 10 ** Math.floor(Math.log10(most)) / 5;
  return Math.ceil(most / unit) * unit;
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
