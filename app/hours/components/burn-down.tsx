import {
  burnDownGeometry,
  type BurnDownGeometry,
  type BurnDownInput,
} from "#app/hours/rules/burn-down-geometry.ts";
import { sizeWords } from "#app/hours/components/words.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatNumber, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Chart, chartY, PlotLine, PlotWords, type AxisMark } from "#app/ui/chart/chart.tsx";
import type { LegendEntry } from "#app/ui/chart/chart-legend.tsx";
import { ChartTable } from "#app/ui/chart/chart-table.tsx";

type BurnDownProps = BurnDownInput & {
  /** What the page's address says of a chart's table: its name opens it. */
  table?: string | null | undefined;
};
const tableName = "balance";

/** The balance over time, with purchases, the warning level and the forecast; the same numbers stand in a table behind it. */
export function BurnDown({ table, ...input }: BurnDownProps) {
  const drawn = burnDownGeometry(input);
  if (!drawn) return null;
  return (
    <Chart
      title={m.hours_burn_title()}
      description={describe(input)}
      values={drawn.hours.map(({ y, minutes }) => ({
        at: y,
        label: m.hours_axis({ hours: formatNumber(minutes / 60) }),
        isZero: minutes === 0,
      }))}
      days={drawn.marks.map((mark, index) => dayMark(mark, index, drawn.marks.length))}
      zeroY={drawn.zeroY}
      dips={drawn.dips}
      plot={(clips) => (
        <>
          <path d={drawn.area} clipPath={clips.above} className="fill-tint" fillOpacity={0.8} />
          {clips.below && <path d={drawn.area} clipPath={clips.below} className="fill-negative-tint" />}
          <PlotLine d={`M0 ${drawn.thresholdY}H100`} kind="threshold" clip={clips.plot} />
          <PlotLine d={drawn.line} kind="value" clip={clips.above} />
          {clips.below && <PlotLine d={drawn.line} kind="negative" clip={clips.below} />}
          {drawn.forecast && (
            <PlotLine
              d={`M${drawn.forecast.from.x} ${drawn.forecast.from.y}L${drawn.forecast.to.x} ${drawn.forecast.to.y}`}
              kind="forecast"
              clip={clips.plot}
            />
          )}
        </>
      )}
      marks={<Marks drawn={drawn} emptyOn={input.emptyOn} />}
      legend={legendOf(input.thresholdMinutes, drawn.forecast !== null)}
      table={<BurnDownTable {...input} open={table === tableName} />}
    />
  );
}

function dayMark({ x, day }: { x: number; day: Day }, index: number, count: number): AxisMark {
  const isMonth = day.endsWith("-01");
  return {
    at: x,
    label: formatDay(day, isMonth ? "monthShort" : "short"),
    side: x > 92 && !isMonth ? "left" : "right",
    wideOnly: index % 2 === 1 && count > 7,
  };
}

function Marks({ drawn, emptyOn }: { drawn: BurnDownGeometry; emptyOn: BurnDownInput["emptyOn"] }) {
  const isBelow = drawn.now.y > drawn.zeroY;
  return (
    <>
      {drawn.purchases.map(({ x, y, minutes, label }, index) => (
        <g key={index}>
          <circle cx={`${x}%`} cy={chartY(y)} r={4} strokeWidth={2} className="fill-card stroke-primary" />
          {label && (
            <PlotWords x={label.x} y={label.y} dx={label.anchor === "end" ? 4 : -4} side={label.anchor}>
              +{sizeWords(minutes)}
            </PlotWords>
          )}
        </g>
      ))}
      <circle
        cx={`${drawn.now.x}%`}
        cy={chartY(drawn.now.y)}
        r={4.5}
        strokeWidth={2}
        className={isBelow ? "fill-negative-fill stroke-card" : "fill-primary stroke-card"}
      />
      {drawn.forecast && emptyOn && (
        <PlotWords
          x={drawn.forecast.label.x}
          y={drawn.forecast.label.y}
          dx={drawn.forecast.label.anchor === "start" ? 6 : 0}
          side={drawn.forecast.label.anchor}
        >
          {m.hours_burn_empty({ day: formatDay(emptyOn, "short") })}
        </PlotWords>
      )}
    </>
  );
}

function legendOf(thresholdMinutes: number, hasForecast: boolean): LegendEntry[] {
  return [
    { kind: "value", label: m.hours_burn_balance() },
    ...(hasForecast ? [{ kind: "forecast" as const, label: m.hours_burn_forecast() }] : []),
    { kind: "threshold", label: m.hours_burn_threshold({ minutes: formatMinutes(thresholdMinutes) }) },
  ];
}

type TableRow = { day: string; added: string; balance: string };

/** Newest first, the forecast before all. */
function BurnDownTable({ points, emptyOn, open }: BurnDownInput & { open: boolean }) {
  return (
    <ChartTable<TableRow>
      name={tableName}
      open={open}
      label={m.hours_burn_as_table()}
      caption={m.hours_burn_title()}
      columns={[
        { header: m.hours_burn_day(), cell: ({ day }) => day },
        { header: m.hours_burn_added(), cell: ({ added }) => added },
        { header: m.hours_burn_balance(), cell: ({ balance }) => balance },
      ]}
      rows={() => [
        ...(emptyOn
          ? [
              {
                day: `± ${formatDay(emptyOn, "medium")} (${m.hours_burn_forecast()})`,
                added: "",
                balance: formatMinutes(0),
              },
            ]
          : []),
        ...[...points].reverse().map(({ day, addedMinutes, balanceMinutes }) => ({
          day: formatDay(day, "medium"),
          added: addedMinutes ? `+${formatMinutes(addedMinutes)}` : "",
          balance: formatMinutes(balanceMinutes),
        })),
      ]}
    />
  );
}

function describe({ points, emptyOn }: BurnDownInput): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const course = m.hours_burn_description({
    from: formatDay(first.day),
    fromBalance: spokenMinutes(first.balanceMinutes),
    to: formatDay(last.day),
    toBalance: spokenMinutes(last.balanceMinutes),
  });
  return emptyOn ? `${course} ${m.hours_burn_description_empty({ day: formatDay(emptyOn) })}` : course;
}
