import { clsx } from "clsx";

import type { Strip, StripKind } from "#app/hours/rules/strips.ts";

/** How strips are painted; letters and PDFs have their own paint for the same kinds. */
const paint: Record<StripKind, { fill: string; edge: string; text: string }> = {
  asked: { fill: "fill-asked", edge: "stroke-asked-edge", text: "fill-on-used" },
  prevented: { fill: "fill-prevented", edge: "stroke-prevented-edge", text: "fill-on-used" },
  expired: { fill: "fill-sunk", edge: "stroke-edge", text: "fill-muted" },
  pending: { fill: "fill-primary", edge: "stroke-primary", text: "fill-on-primary" },
  left: { fill: "fill-primary", edge: "stroke-primary", text: "fill-on-primary" },
  "on-its-way": { fill: "fill-card", edge: "stroke-primary", text: "fill-primary" },
  owed: { fill: "fill-negative-fill", edge: "stroke-negative-fill", text: "fill-on-negative" },
};

/** Measures of a row by how many rows the whole card has. */
export interface RowSize {
  height: number;
  punch: number;
}

interface StripRowProps {
  owed: Strip[];
  strips: Strip[];
  /** Columns of the widest row, and columns that owed strips take at the left of all rows. */
  columns: number;
  owedColumns: number;
  size: RowSize;
  expiring: boolean;
  hatchId: string;
}

/** The room between what is owed and the card, in columns. */
const zeroGap = 0.22;

/** One row of strips as wide as its container; the type keeps its size. */
export function StripRow({ owed, strips, columns, owedColumns, size, expiring, hatchId }: StripRowProps) {
  const offset = owedColumns > 0 ? owedColumns + zeroGap : 0;
  const unit = 100 / (offset + columns);
  return (
    <svg width="100%" height={size.height} className="block" aria-hidden="true" focusable="false">
      {owed.map((strip, index) => (
        <StripShape key={`owed-${strip.number}`} strip={strip} x={(owedColumns - 1 - index) * unit} width={unit} size={size} hatchId={hatchId} />
      ))}
      {strips.map((strip, index) => (
        <StripShape
          key={strip.number}
          strip={strip}
          x={(offset + index) * unit}
          width={(unit * strip.minutes) / 60}
          size={size}
          hatchId={hatchId}
          expiring={expiring && strip.parts.some((part) => part.kind === "left" || part.kind === "pending")}
        />
      ))}
    </svg>
  );
}

interface StripShapeProps {
  strip: Strip;
  x: number;
  width: number;
  size: RowSize;
  hatchId: string;
  expiring?: boolean | undefined;
}

function StripShape({ strip, x, width, size, hatchId, expiring = false }: StripShapeProps) {
  const filled = strip.parts.reduce((sum, part) => sum + part.minutes, 0);
  const bottom = strip.parts.at(-1)?.kind ?? "left";
  const look = paint[bottom];
  let top = strip.minutes - filled;
  return (
    <svg x={`${x}%`} width={`${width}%`} height={size.height}>
      {top > 0 && <rect width="100%" height="100%" className="fill-negative-tint" />}
      {strip.parts.map((part) => {
        const y = (top / strip.minutes) * size.height;
        const height = (part.minutes / strip.minutes) * size.height;
        top += part.minutes;
        return (
          <g key={part.kind}>
            <rect y={y} width="100%" height={height} className={paint[part.kind].fill} />
            {part.kind === "pending" && <rect y={y} width="100%" height={height} fill={`url(#${hatchId})`} />}
          </g>
        );
      })}
      <rect
        width="100%"
        height="100%"
        fill="none"
        strokeWidth={bottom === "on-its-way" ? 6 : 4}
        strokeDasharray={bottom === "on-its-way" ? "5 4" : undefined}
        className={paint[strip.parts[0]?.kind ?? "left"].edge}
      />
      {expiring && <rect width="100%" height="100%" fill="none" strokeWidth={9} className="stroke-low-edge" />}
      <rect width="100%" height="100%" fill="none" strokeWidth={2} className="stroke-card" />
      {strip.punch && <Punch kind={strip.punch} x="50%" y={size.punch * 3} r={size.punch} />}
      {strip.minutes >= 30 && (
        <text
          x="50%"
          y={size.height - Math.round(size.height / 11) - 1}
          textAnchor="middle"
          fontSize={13}
          fontWeight={600}
          strokeWidth={bottom === "pending" ? 5 : 0}
          paintOrder="stroke"
          strokeLinejoin="round"
          className={clsx(look.text, bottom === "pending" && "stroke-primary")}
        >
          {bottom === "owed" ? `−${strip.number}` : strip.number}
        </text>
      )}
    </svg>
  );
}

/** The hole in a used strip: round where the work was asked for, a diamond where it prevented trouble. */
export function Punch({ kind, x, y, r }: { kind: "asked" | "prevented"; x: string; y: number; r: number }) {
  const edge = kind === "asked" ? "stroke-asked-edge" : "stroke-prevented-edge";
  if (kind === "asked") return <circle cx={x} cy={y} r={r} strokeWidth={1.25} className={clsx("fill-card", edge)} />;
  const d = r * 1.2;
  return (
    <svg x={x} y={y} overflow="visible">
      <path d={`M0 ${-d}L${d} 0L0 ${d}L${-d} 0Z`} strokeWidth={1.25} strokeLinejoin="round" className={clsx("fill-card", edge)} />
    </svg>
  );
}

/** Slanted lines over what is left: worked, but not posted. */
export function Hatch({ id }: { id: string }) {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      <defs>
        <pattern id={id} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="9" className="fill-hatch" />
        </pattern>
      </defs>
    </svg>
  );
}
