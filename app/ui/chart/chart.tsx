import { Fragment, useId, type ReactNode } from "react";

import { ChartLegend, type LegendEntry } from "./chart-legend.tsx";

/** A mark on an axis, 0 to 100 from the left or from the top of the plot. */
export interface AxisMark {
  at: number;
  label: string;
  /** The line of zero, drawn darker than the others. */
  isZero?: boolean | undefined;
  /** The side of the mark that its words stand on; the right one unless told. */
  side?: "left" | "right" | undefined;
  /** Its words need more room than a phone has. */
  wideOnly?: boolean | undefined;
}

interface ChartProps {
  title: string;
  /** What the chart shows, in a sentence for who listens. */
  description: string;
  values: AxisMark[];
  days: AxisMark[];
  /** What stretches with the container, in units of 0 to 100 both ways; clipped to the plot by `clips`. */
  plot: (clips: PlotClips) => ReactNode;
  /** What keeps its shape: points and words, in per cent across and by `chartY` down. */
  marks?: ReactNode;
  /** Where the plot is parted into what lies above and below zero, from the top. */
  zeroY: number;
  /** Something lies below zero. */
  dips: boolean;
  legend: LegendEntry[];
  /** The numbers behind it. */
  table?: ReactNode;
}

/** The names of the clips of a plot: all of it, and what lies above and below zero; none where nothing is below. */
interface PlotClips {
  plot: string;
  above: string;
  below: string | null;
}

const top = 22;
const plotHeight = 190;
const height = top + plotHeight + 28;

/** Plot units to pixels from the top of the drawing. */
export function chartY(y: number): number {
  return Math.round((top + (y / 100) * plotHeight) * 100) / 100;
}

/** The frame of a chart over time: axes, a plot that stretches with its container, a legend, and the numbers as a table behind it. */
export function Chart({
  title,
  description,
  values,
  days,
  plot,
  marks,
  zeroY,
  dips,
  legend,
  table,
}: ChartProps) {
  const id = `chart${useId().replaceAll(":", "")}`;
  return (
    <figure className="chart @container">
      <div className="chart-frame">
        <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width="100%" height={height} fontSize={12}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{description}</desc>
          <ValueAxis marks={values} />
          <DayAxis marks={days} />
          <svg
            y={top}
            width="100%"
            height={plotHeight}
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            overflow="visible"
          >
            <defs>
              <clipPath id={`${id}-plot`}>
                <rect x="-1" y="-1" width="102" height="102" />
              </clipPath>
              {dips && (
                <>
                  <clipPath id={`${id}-above`}>
                    <rect x="-1" y="-5" width="102" height={zeroY + 5.5} />
                  </clipPath>
                  <clipPath id={`${id}-below`}>
                    <rect x="-1" y={zeroY + 0.5} width="102" height="120" />
                  </clipPath>
                </>
              )}
            </defs>
            {plot({
              plot: `url(#${id}-plot)`,
              above: `url(#${id}-${dips ? "above" : "plot"})`,
              below: dips ? `url(#${id}-below)` : null,
            })}
          </svg>
          {marks}
        </svg>
      </div>
      <figcaption>
        <ChartLegend entries={legend} />
        {table}
      </figcaption>
    </figure>
  );
}

function ValueAxis({ marks }: { marks: AxisMark[] }) {
  return marks.map(({ at, label, isZero }) => (
    <Fragment key={at}>
      <line x2="100%" y1={chartY(at)} y2={chartY(at)} className={isZero ? "chart-zero" : "chart-grid"} />
      <text x={-9} y={chartY(at) + 4} className="chart-word chart-value-word">
        {label}
      </text>
    </Fragment>
  ));
}

function DayAxis({ marks }: { marks: AxisMark[] }) {
  const foot = chartY(100);
  return marks.map(({ at, label, side, wideOnly }) => (
    <Fragment key={at}>
      <line x1={`${at}%`} x2={`${at}%`} y1={foot} y2={foot + 5} className="chart-zero" />
      <text
        x={`${at}%`}
        y={height - 6}
        textAnchor={side === "left" ? "end" : undefined}
        className={wideOnly ? "chart-word hidden @sm:block" : "chart-word"}
      >
        {label}
      </text>
    </Fragment>
  ));
}

/** A line of a plot by what it says; its width stays while the plot stretches. */
export function PlotLine({ d, kind, clip }: { d: string; kind: LegendEntry["kind"]; clip: string }) {
  return <path d={d} clipPath={clip} className={`chart-line chart-${kind}`} />;
}

/** Words on a plot, with a halo that keeps them readable on lines. */
export function PlotWords({
  x,
  y,
  dx,
  side,
  children,
}: {
  x: number;
  y: number;
  dx: number;
  side: "start" | "end";
  children: ReactNode;
}) {
  return (
    <text x={`${x}%`} y={chartY(y) - 8} dx={dx || undefined} textAnchor={side} className="chart-label">
      {children}
    </text>
  );
}
