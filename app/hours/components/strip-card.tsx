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
import { formatMinutes } from "#app/platform/format.ts";

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

/** The client's hours as a card of strips: an hour each, punched when used. Letters and PDFs draw the same strips (rules/strips.ts). */
export function StripCard({
  lots,
  owedMinutes,
  summary = stripSummary(lots, owedMinutes),
  legend = true,
}: StripCardProps) {
  const hatchId = `hatch${useId().replaceAll(":", "")}`;
  const blocks = cutBlocks(lots);
  const owed = cutOwed(owedMinutes);
  const shownOwed = owed.slice(0, mostOwed);
  const rows = blocks.reduce((count, block) => count + Math.ceil(block.strips.length / perRow), 0);
  const columns = Math.max(4, ...blocks.map((block) => Math.min(perRow, block.strips.length)));
  const size = sizeFor(rows);
  const scale = scaleOf(shownOwed.length, columns);
  return (
    <figure className="strip-card relative min-w-0">
      <Hatch id={hatchId} />
      <div role="img" aria-label={summary} className="grid gap-2.5">
        {(blocks.length > 0 ? blocks : [noBlock]).map((block, index) => (
          <div key={index} aria-hidden="true">
            {blocks.length > 1 && <p className="mb-1 truncate text-xs text-muted">{block.label}</p>}
            <div
              className={clsx(
                "relative grid gap-0.5 overflow-hidden rounded-[0.875rem] border bg-card",
                block.onItsWay ? "border-dashed border-primary" : "border-edge",
              )}
            >
              {rowsOf(block.strips).map((strips, row) => (
                <StripRow
                  key={row}
                  strips={strips}
                  scale={scale}
                  size={size}
                  expiring={block.expiring}
                  hatchId={hatchId}
                />
              ))}
              {index === 0 && (
                <OwedStrips
                  strips={shownOwed}
                  scale={scale}
                  size={wholeHeight(block, size)}
                  hatchId={hatchId}
                />
              )}
            </div>
          </div>
        ))}
        {owed.length > mostOwed && (
          <p className="text-xs font-semibold text-negative">{formatMinutes(-owedMinutes)}</p>
        )}
      </div>
      {legend && <StripLegend blocks={blocks} owed={owed.length > 0} />}
    </figure>
  );
}

const noBlock: StripBlock = { label: "", totalMinutes: 0, strips: [], expiring: false, onItsWay: false };

function rowsOf(strips: Strip[]): Strip[][] {
  const count = Math.max(1, Math.ceil(strips.length / perRow));
  return Array.from({ length: count }, (_, row) => strips.slice(row * perRow, (row + 1) * perRow));
}

function sizeFor(rows: number): RowSize {
  if (rows <= 1) return { height: 130, punch: 8 };
  return rows === 2 ? { height: 88, punch: 6.5 } : { height: 64, punch: 5 };
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
      focusable="false"
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
