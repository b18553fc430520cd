import { clsx } from "clsx";
import type { ReactNode } from "react";

/** How a part of a bar is painted: by what it says. */
type BarTone = "primary" | "asked" | "prevented" | "negative" | "negative-tint";

const fills: Record<BarTone, string> = {
  primary: "fill-primary",
  asked: "fill-asked",
  prevented: "fill-prevented",
  negative: "fill-negative-fill",
  "negative-tint": "fill-negative-tint",
};

/** One bar parted by counts or minutes. It says nothing by itself: the same numbers stand in words beside it. */
export function ShareBar({ parts }: { parts: { key: string; amount: number; tone: BarTone }[] }) {
  const total = Math.max(
    1,
    parts.reduce((sum, { amount }) => sum + amount, 0),
  );
  const startOf = (index: number): number =>
    parts.slice(0, index).reduce((sum, { amount }) => sum + amount, 0);
  return (
    <svg viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true" className="chart-share">
      {parts.map(({ key, amount, tone }, index) =>
        amount > 0 ? (
          <rect key={key} x={startOf(index)} width={amount} height="1" className={fills[tone]} />
        ) : null,
      )}
    </svg>
  );
}

const spark = { width: 5, gap: 2, height: 26 };

/** Bars at the size of a table cell, to a scale that its rows share; the numbers stand behind it in words. */
export function SparkBars({ values, most }: { values: number[]; most: number }) {
  const width = values.length * (spark.width + spark.gap) - spark.gap;
  return (
    <svg
      width={width}
      height={spark.height}
      viewBox={`0 0 ${width} ${spark.height}`}
      aria-hidden="true"
      className="chart-spark"
    >
      {values.map((value, index) => {
        const height = Math.max(1, Math.round((value * spark.height) / most));
        return (
          <rect
            key={index}
            x={index * (spark.width + spark.gap)}
            y={spark.height - height}
            width={spark.width}
            height={height}
            rx="1"
            className={value > 0 ? "fill-primary" : "fill-edge"}
          />
        );
      })}
    </svg>
  );
}

interface ChartColumnBar {
  key: string;
  value: number;
  /** Over the bar. */
  figure: ReactNode;
  /** Under it, and below that. */
  label: ReactNode;
  note?: ReactNode;
  /** All of it in words for who listens. */
  words: string;
}

const column = { width: 36, height: 80 };

/** A column for each month or so, to one scale from zero, with its figure over it. */
export function ColumnBars({ columns }: { columns: ChartColumnBar[] }) {
  const most = Math.max(1, ...columns.map(({ value }) => value));
  return (
    <ul className={clsx("chart-columns", columns.length <= 6 && "chart-columns-few")}>
      {columns.map(({ key, value, figure, label, note, words }) => {
        const height = (value / most) * column.height;
        return (
          <li key={key}>
            <span className="sr-only">{words}</span>
            <span aria-hidden="true" className="chart-figure">
              {figure}
            </span>
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${column.width} ${column.height}`}
              preserveAspectRatio="none"
            >
              <rect
                y={column.height - height}
                width={column.width}
                height={height}
                className="fill-prevented"
              />
            </svg>
            <span aria-hidden="true" className="chart-under">
              <span>{label}</span>
              <b>{note}</b>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
