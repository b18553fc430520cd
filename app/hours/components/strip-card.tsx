import { clsx } from "clsx";
import { useId } from "react";

import { StripLegend } from "#app/hours/components/strip-legend.tsx";
import { Hatch, OwedStrips, scaleOf, StripRow, type RowSize } from "#app/hours/components/strip-row.tsx";
import { stripSummary } from "#app/hours/components/strip-summary.ts";
import {
  cutBlocks,
  cutOwed,
  miniBars,
  type MiniBar,
  type Strip,
  type StripBlock,
  type StripLot,
} from "#app/hours/rules/strips.ts";
import { formatMinutes, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

interface StripCardProps {
  /** In the order in which they burn. */
  lots: StripLot[];
  /** Whole minutes below zero. */
  owedMinutes: number;
  /** For those who listen; made from the lots unless given. */
  summary?: string | undefined;
  legend?: boolean | undefined;
}

const perRow = 10;
const mostOwed = 5;

/** The client's hours as a card of strips, punched when used: the block that burns now in full, the others a line each. Letters and PDFs draw the same strips (rules/strips.ts). */
export function StripCard({
  lots,
  owedMinutes,
  summary = stripSummary(lots, owedMinutes),
  legend = true,
}: StripCardProps) {
  const hatchId = `hatch${useId().replaceAll(":", "")}`;
  const blocks = cutBlocks(lots);
  const [block = noBlock, ...others] = blocks;
  const owed = cutOwed(owedMinutes, block.stripMinutes);
  const shownOwed = owed.slice(0, mostOwed);
  const size = sizeFor(Math.ceil(block.strips.length / perRow));
  const scale = scaleOf(shownOwed.length, Math.max(4, Math.min(perRow, block.strips.length)));
  const isHatched = block.strips.some(({ parts }) => parts.some(({ kind }) => kind === "pending"));
  const shared = { unit: block.stripMinutes, scale, hatchId };
  return (
    <figure className="strip-card relative min-w-0">
      {isHatched && <Hatch id={hatchId} />}
      <div role="img" aria-label={summary}>
        <div aria-hidden="true">
          {others.length > 0 && <p className="mb-1 text-xs text-muted">{block.label}</p>}
          <div
            className={clsx(
              "relative grid gap-0.5 overflow-hidden rounded-[0.875rem] border bg-card",
              block.onItsWay ? "border-dashed border-primary" : "border-edge",
            )}
          >
            {rowsOf(block.strips).map((strips, row) => (
              <StripRow key={row} strips={strips} size={size} expiring={block.expiring} {...shared} />
            ))}
            {shownOwed.length > 0 && (
              <OwedStrips strips={shownOwed} size={wholeHeight(block, size)} {...shared} />
            )}
          </div>
        </div>
        {owed.length > mostOwed && (
          <p className="mt-1 text-xs font-semibold text-negative">{formatMinutes(-owedMinutes)}</p>
        )}
      </div>
      {block.stripMinutes > 60 && (
        <p className="mt-1.5 text-xs text-muted">
          {m.hours_strip_unit({ hours: formatNumber(block.stripMinutes / 60) })}
        </p>
      )}
      {others.length > 0 && <OtherBlocks blocks={others} />}
      {legend && <StripLegend blocks={[block]} owed={owed.length > 0} />}
    </figure>
  );
}

const fewOthers = 3;

/** The blocks that burn later, a line each; folded where there are many. */
function OtherBlocks({ blocks }: { blocks: StripBlock[] }) {
  const list = (
    <ul className="divide-y divide-line text-sm">
      {blocks.map((block, index) => (
        <li key={index} className="flex items-baseline justify-between gap-4 py-1.5">
          <span className="min-w-0 wrap-anywhere">{block.label}</span>
          <span className="flex-none font-semibold">
            {formatMinutes(block.onItsWay ? block.totalMinutes : block.remainingMinutes)}
          </span>
        </li>
      ))}
    </ul>
  );
  if (blocks.length <= fewOthers) return <div className="mt-2.5">{list}</div>;
  const certain = blocks.filter((block) => !block.onItsWay);
  return (
    <details className="mt-2.5">
      <summary className="link inline-block min-h-6 text-sm pointer-coarse:min-h-11 pointer-coarse:py-2.5">
        {m.hours_strip_others({
          count: blocks.length,
          minutes: formatMinutes(certain.reduce((sum, block) => sum + block.remainingMinutes, 0)),
        })}
      </summary>
      {list}
    </details>
  );
}

const noBlock: StripBlock = {
  label: "",
  totalMinutes: 0,
  remainingMinutes: 0,
  stripMinutes: 60,
  strips: [],
  expiring: false,
  onItsWay: false,
};

function rowsOf(strips: Strip[]): Strip[][] {
  const count = Math.max(1, Math.ceil(strips.length / perRow));
  return Array.from({ length: count }, (_, row) => strips.slice(row * perRow, (row + 1) * perRow));
}

function sizeFor(rows: number): RowSize {
  if (rows <= 1) return { height: 130, punch: 8 };
  if (rows === 2) return { height: 88, punch: 6.5 };
  return rows <= 4 ? { height: 64, punch: 5 } : { height: 34, punch: 3.5 };
}

function wholeHeight(block: StripBlock, { height, punch }: RowSize): RowSize {
  const rows = rowsOf(block.strips).length;
  return { height: rows * height + (rows - 1) * 2, punch };
}

/** The card at the size of a table cell: at most ten bars, red below zero. */
export function StripBars({
  lots,
  owedMinutes,
  summary = stripSummary(lots, owedMinutes),
}: Omit<StripCardProps, "legend">) {
  const bars = miniBars(lots, owedMinutes);
  if (bars.length === 0) return null;
  const slot = 11;
  return (
    <svg
      width={bars.length * slot - 2}
      height={22}
      role="img"
      aria-label={summary}
      className="strip-card inline-block max-w-full align-middle"
    >
      {bars.map((bar, index) => (
        <Bar key={index} bar={bar} x={index * slot} />
      ))}
    </svg>
  );
}

function Bar({ bar, x }: { bar: MiniBar; x: number }) {
  const height = Math.round(bar.share * 22);
  if (bar.kind === "on-its-way")
    return (
      <rect
        x={x + 0.75}
        y={0.75}
        width={7.5}
        height={20.5}
        rx={2}
        fill="none"
        strokeWidth={1.5}
        strokeDasharray="3 2"
        className="stroke-primary"
      />
    );
  return (
    <>
      <rect
        x={x + 0.5}
        y={0.5}
        width={8}
        height={21}
        rx={2}
        className={bar.kind === "owed" ? "fill-negative-tint stroke-negative-fill" : "fill-sunk stroke-edge"}
        strokeOpacity={0.8}
      />
      {height > 0 && (
        <rect
          x={x}
          y={22 - height}
          width={9}
          height={height}
          rx={2}
          className={bar.kind === "owed" ? "fill-negative-fill" : "fill-primary"}
        />
      )}
    </>
  );
}
