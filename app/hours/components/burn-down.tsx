import { useId } from "react";

import { BurnDownTable } from "#app/hours/components/burn-down-table.tsx";
import {
  burnDownGeometry,
  type BurnDownGeometry,
  type BurnDownInput,
} from "#app/hours/rules/burn-down-geometry.ts";
import { sizeWords } from "#app/hours/components/words.ts";
import { formatDay, formatMinutes, formatNumber, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const top = 22;
const plotHeight = 190;
const height = top + plotHeight + 28;
/** Plot units to pixels from the top of the drawing. */
const py = (y: number): number => top + (y / 100) * plotHeight;

/** The balance over time, with purchases, the warning level and the forecast; the same numbers stand in a table behind it. */
export function BurnDown(props: BurnDownInput) {
  const id = `burn${useId().replaceAll(":", "")}`;
  const drawn = burnDownGeometry(props);
  if (!drawn) return null;
  return (
    <figure className="burn-down @container min-w-0">
      <div className="pl-12">
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
          width="100%"
          height={height}
          fontSize={12}
          className="block overflow-visible"
        >
          <title id={`${id}-title`}>{m.hours_burn_title()}</title>
          <desc id={`${id}-desc`}>{describe(props)}</desc>
          <Axes drawn={drawn} />
          <Plot id={id} drawn={drawn} />
          <Marks drawn={drawn} emptyOn={props.emptyOn} />
        </svg>
      </div>
      <figcaption>
        <Legend thresholdMinutes={props.thresholdMinutes} forecast={drawn.forecast !== null} />
        <BurnDownTable points={props.points} emptyOn={props.emptyOn} />
      </figcaption>
    </figure>
  );
}

function Axes({ drawn }: { drawn: BurnDownGeometry }) {
  return (
    <>
      {drawn.hours.map((tick) => (
        <g key={tick.minutes}>
          <line
            x1="0"
            x2="100%"
            y1={py(tick.y)}
            y2={py(tick.y)}
            className={tick.minutes === 0 ? "stroke-edge" : "stroke-line"}
          />
          <text x={-9} y={py(tick.y) + 4} textAnchor="end" className="fill-muted">
            {m.hours_axis({ hours: formatNumber(tick.minutes / 60) })}
          </text>
        </g>
      ))}
      {drawn.marks.map((mark, index) => (
        <g key={mark.day}>
          <line
            x1={`${mark.x}%`}
            x2={`${mark.x}%`}
            y1={top + plotHeight}
            y2={top + plotHeight + 5}
            className="stroke-edge"
          />
          <text
            x={`${mark.x}%`}
            y={height - 6}
            textAnchor={mark.x > 92 && !mark.day.endsWith("-01") ? "end" : "start"}
            className={
              index % 2 === 1 && drawn.marks.length > 7 ? "hidden fill-muted @sm:block" : "fill-muted"
            }
          >
            {formatDay(mark.day, mark.day.endsWith("-01") ? "monthShort" : "short")}
          </text>
        </g>
      ))}
    </>
  );
}

/** Lines and areas stretch with the container; their strokes don't. */
function Plot({ id, drawn }: { id: string; drawn: BurnDownGeometry }) {
  const stroke = {
    fill: "none",
    strokeWidth: 2,
    vectorEffect: "non-scaling-stroke",
    strokeLinejoin: "round",
  } as const;
  return (
    <svg
      x="0"
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
        <clipPath id={`${id}-above`}>
          <rect x="-1" y="-5" width="102" height={drawn.zeroY + 5.5} />
        </clipPath>
        <clipPath id={`${id}-below`}>
          <rect x="-1" y={drawn.zeroY + 0.5} width="102" height="120" />
        </clipPath>
      </defs>
      <path d={drawn.area} clipPath={`url(#${id}-above)`} className="fill-tint" fillOpacity={0.8} />
      <path d={drawn.area} clipPath={`url(#${id}-below)`} className="fill-negative-tint" />
      <line
        x1="0"
        x2="100"
        y1={drawn.thresholdY}
        y2={drawn.thresholdY}
        {...stroke}
        strokeWidth={1.5}
        strokeDasharray="4 4"
        clipPath={`url(#${id}-plot)`}
        className="stroke-low"
      />
      <path d={drawn.line} {...stroke} clipPath={`url(#${id}-above)`} className="stroke-primary" />
      <path d={drawn.line} {...stroke} clipPath={`url(#${id}-below)`} className="stroke-negative-fill" />
      {drawn.forecast && (
        <path
          d={`M${drawn.forecast.from.x} ${drawn.forecast.from.y}L${drawn.forecast.to.x} ${drawn.forecast.to.y}`}
          {...stroke}
          strokeDasharray="3 5"
          strokeLinecap="round"
          clipPath={`url(#${id}-plot)`}
          className="stroke-primary"
        />
      )}
    </svg>
  );
}

const halo = { paintOrder: "stroke", strokeWidth: 4, strokeLinejoin: "round", fontWeight: 600 } as const;

function Marks({ drawn, emptyOn }: { drawn: BurnDownGeometry; emptyOn: BurnDownInput["emptyOn"] }) {
  return (
    <>
      {drawn.purchases.map((purchase, index) => (
        <g key={index}>
          <circle
            cx={`${purchase.x}%`}
            cy={py(purchase.y)}
            r={4}
            strokeWidth={2}
            className="fill-card stroke-primary"
          />
          {purchase.label && (
            <text
              x={`${purchase.label.x}%`}
              y={py(purchase.label.y) - 8}
              dx={purchase.label.anchor === "end" ? 4 : -4}
              textAnchor={purchase.label.anchor}
              {...halo}
              className="fill-ink stroke-card"
            >
              +{sizeWords(purchase.minutes)}
            </text>
          )}
        </g>
      ))}
      <circle
        cx={`${drawn.now.x}%`}
        cy={py(drawn.now.y)}
        r={4.5}
        strokeWidth={2}
        className={drawn.now.y > drawn.zeroY ? "fill-negative-fill stroke-card" : "fill-primary stroke-card"}
      />
      {drawn.forecast && emptyOn && (
        <text
          x={`${drawn.forecast.label.x}%`}
          y={py(drawn.forecast.label.y) - 8}
          dx={drawn.forecast.label.anchor === "start" ? 6 : 0}
          textAnchor={drawn.forecast.label.anchor}
          {...halo}
          className="fill-ink stroke-card"
        >
          {m.hours_burn_empty({ day: formatDay(emptyOn, "short") })}
        </text>
      )}
    </>
  );
}

function Legend({ thresholdMinutes, forecast }: { thresholdMinutes: number; forecast: boolean }) {
  const entries = [
    { key: "balance", label: m.hours_burn_balance(), dash: undefined, className: "stroke-primary" },
    ...(forecast
      ? [{ key: "forecast", label: m.hours_burn_forecast(), dash: "2 5", className: "stroke-primary" }]
      : []),
    {
      key: "threshold",
      label: m.hours_burn_threshold({ minutes: formatMinutes(thresholdMinutes) }),
      dash: "4 4",
      className: "stroke-low",
    },
  ];
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {entries.map((entry) => (
        <li key={entry.key} className="inline-flex items-center gap-1.5">
          <svg width="22" height="6" aria-hidden="true" focusable="false" className="flex-none">
            <line
              x1="1"
              x2="21"
              y1="3"
              y2="3"
              strokeWidth="2"
              strokeLinecap="round"
              strokeDasharray={entry.dash}
              className={entry.className}
            />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
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
