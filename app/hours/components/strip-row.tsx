import { clsx } from "clsx";

import type { Strip, StripKind } from "#app/hours/rules/strips.ts";

/** How strips are painted; letters and PDFs have their own paint for the same kinds. */
const paint: Record<StripKind, { fill: string; text: string; halo: string }> = {
  asked: { fill: "fill-asked", text: "fill-on-used", halo: "stroke-asked" },
  prevented: { fill: "fill-prevented", text: "fill-on-used", halo: "stroke-prevented" },
  expired: { fill: "fill-sunk", text: "fill-muted", halo: "stroke-sunk" },
  pending: { fill: "fill-primary", text: "fill-on-primary", halo: "stroke-primary" },
  left: { fill: "fill-primary", text: "fill-on-primary", halo: "stroke-primary" },
  "on-its-way": { fill: "fill-card", text: "fill-primary", halo: "stroke-card" },
  owed: { fill: "fill-negative-fill", text: "fill-on-negative", halo: "stroke-negative-fill" },
};

/** Measures of a row by how many rows the whole card has. */
export interface RowSize {
  height: number;
  punch: number;
}

/** Where rows begin and how wide an hour is, in per cent, the same for all rows of a card. */
export interface StripScale {
  /** Columns that owed strips take at the left. */
  owed: number;
  offset: number;
  unit: number;
}

/** The scale of a card with so many columns of owed strips and of others. */
export function scaleOf(owed: number, columns: number): StripScale {
  const zeroGap = 0.22;
  const offset = owed > 0 ? owed + zeroGap : 0;
  const unit = 100 / (offset + columns);
  return { owed, offset: offset * unit, unit };
}

interface StripRowProps {
  strips: Strip[];
  /** What a whole strip stands for, in minutes. */
  unit: number;
  scale: StripScale;
  size: RowSize;
  expiring: boolean;
  hatchId: string;
}

/** One row of strips as wide as its container; the type keeps its size. */
export function StripRow({ strips, unit, scale, size, expiring, hatchId }: StripRowProps) {
  return (
    <svg width="100%" height={size.height} className="block">
      {strips.map((strip, index) => (
        <StripShape
          key={strip.number}
          strip={strip}
          x={scale.offset + index * scale.unit}
          width={(scale.unit * strip.minutes) / unit}
          unit={unit}
          size={size}
          hatchId={hatchId}
          expiring={expiring && strip.parts.some((part) => part.kind === "left" || part.kind === "pending")}
        />
      ))}
    </svg>
  );
}

/** What is owed, growing leftwards from zero beside all rows of the first block. */
export function OwedStrips({ strips, unit, scale, size, hatchId }: Omit<StripRowProps, "expiring">) {
  return (
    <svg width="100%" height={size.height} className="absolute inset-0">
      {strips.map((strip, index) => (
        <StripShape
          key={strip.number}
          strip={strip}
          x={(scale.owed - 1 - index) * scale.unit}
          width={scale.unit}
          unit={unit}
          size={size}
          hatchId={hatchId}
        />
      ))}
    </svg>
  );
}

interface StripShapeProps {
  strip: Strip;
  x: number;
  width: number;
  unit: number;
  size: RowSize;
  hatchId: string;
  expiring?: boolean | undefined;
}

function StripShape({ strip, x, width, unit, size, hatchId, expiring = false }: StripShapeProps) {
  const bottom = strip.parts.at(-1)?.kind ?? "left";
  return (
    <svg x={`${cut(x)}%`} width={`${cut(width)}%`}>
      {bottom === "owed" && <rect width="100%" height="100%" className="fill-negative-tint" />}
      {layOut(strip, size.height).map((piece) => (
        <Piece key={piece.kind} {...piece} hatchId={hatchId} />
      ))}
      {expiring && <rect width="100%" height={5} className="fill-low-edge" />}
      {expiring && <rect y={5} width="100%" height={2} className="fill-card" />}
      {x > 0 && <Divider dashed={bottom === "on-its-way"} />}
      {strip.punch && <Punch kind={strip.punch} x="50%" y={size.punch * 3} r={size.punch} />}
      {strip.minutes * 2 >= unit && <Numeral strip={strip} height={size.height} />}
    </svg>
  );
}

interface PieceLayout {
  kind: StripKind;
  y: number;
  height: number;
}

/** The parts of a strip in pixels; an owed strip that is not full fills from the bottom. */
function layOut(strip: Strip, height: number): PieceLayout[] {
  const filled = strip.parts.reduce((sum, part) => sum + part.minutes, 0);
  let top = strip.minutes - filled;
  return strip.parts.map((part) => {
    const y = (top / strip.minutes) * height;
    top += part.minutes;
    return { kind: part.kind, y: cut(y), height: cut((part.minutes / strip.minutes) * height) };
  });
}

/** To a hundredth: no screen shows less. */
const cut = (value: number): number => Math.round(value * 100) / 100;

function Piece({ kind, y, height, hatchId }: PieceLayout & { hatchId: string }) {
  return (
    <>
      <rect y={y || undefined} width="100%" height={height} className={paint[kind].fill} />
      {kind === "pending" && (
        <rect y={y || undefined} width="100%" height={height} fill={`url(#${hatchId})`} />
      )}
      {kind === "expired" && (
        <line x2="100%" y1={cut(y + height)} y2={y} strokeWidth={1.25} className="stroke-edge" />
      )}
    </>
  );
}

/** The strip's number, in the ink of the part that it stands on, with a halo of that part where several meet. */
function Numeral({ strip, height }: { strip: Strip; height: number }) {
  const baseline = height - Math.round(height / 11) - 1;
  const middle = baseline - 5;
  const under = layOut(strip, height).find((piece) => middle < piece.y + piece.height)?.kind ?? "left";
  const halo = strip.parts.length > 1 || under === "pending" || under === "expired";
  return (
    <text
      x="50%"
      y={baseline}
      className={clsx("strip-number", paint[under].text, halo && `strip-halo ${paint[under].halo}`)}
    >
      {under === "owed" ? `−${strip.number}` : strip.number}
    </text>
  );
}

/** What parts a strip from the one before it: a gap, or dashes between strips that are only outlined. */
function Divider({ dashed }: { dashed: boolean }) {
  if (dashed) return <line y2="100%" strokeWidth={2} strokeDasharray="4 4" className="stroke-primary" />;
  return <line y2="100%" className="strip-gap" />;
}

/** The hole in a used strip: round where the work was asked for, a diamond where it prevented trouble. */
export function Punch({ kind, x, y, r }: { kind: "asked" | "prevented"; x: string; y: number; r: number }) {
  const edge = kind === "asked" ? "stroke-asked-edge" : "stroke-prevented-edge";
  if (kind === "asked") return <circle cx={x} cy={y} r={r} className={clsx("punch", edge)} />;
  const d = r * 1.2;
  return (
    <svg x={x} y={y} overflow="visible">
      <path d={`M0 ${-d}L${d} 0L0 ${d}L${-d} 0Z`} className={clsx("punch", edge)} />
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
