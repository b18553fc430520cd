import { Circle, Line, Path, Rect, Svg, Text, View } from "@react-pdf/renderer";

import { paleOf } from "#app/platform/brand/colours.ts";
import { textFamily } from "#app/platform/pdf/fonts.server.ts";
import { ink, paperStyles, smallSize } from "#app/platform/pdf/paper.server.tsx";
import { Words } from "#app/platform/pdf/words.server.tsx";
import type { Strip, StripBlock, StripKind } from "#app/hours/rules/strips.ts";

/** The strip card on paper, in words where it has some: the block that burns first in full, the others a line each. */
export interface StripPaperProps {
  title: string;
  /** What the drawing says. */
  summary: string;
  block: StripBlock;
  owed: Strip[];
  /** Says what a strip stands for where that is not an hour. */
  unit: string | null;
  others: { word: string; minutes: string }[];
}

/** How strips are painted on white paper, with the sender's colour for what is left; screens and letters have their own paint for the same kinds. */
const paintIn = (accent: string): Record<StripKind, { fill: string; text: string }> => ({
  asked: { fill: "#d9b98a", text: ink.text },
  prevented: { fill: "#9cc8bf", text: ink.text },
  expired: { fill: "#efeae0", text: ink.muted },
  pending: { fill: paleOf(accent), text: ink.text },
  left: { fill: accent, text: "#fffdfa" },
  "on-its-way": { fill: "#fffdfa", text: accent },
  owed: { fill: "#b3261e", text: "#fffdfa" },
});
const size = { width: 511, height: 30, perRow: 10, gap: 1.5, mostOwed: 5 };

/** A client's hours as a card of strips, punched when used; it is never torn by the end of a page. */
export function StripPaper({
  title,
  summary,
  block,
  owed,
  unit,
  others,
  accent,
}: StripPaperProps & { accent: string }) {
  const paint = paintIn(accent);
  const shownOwed = owed.slice(0, size.mostOwed);
  const columns = shownOwed.length + Math.max(4, Math.min(size.perRow, block.strips.length));
  const width = size.width / columns;
  const rows = Array.from({ length: Math.max(1, Math.ceil(block.strips.length / size.perRow)) }, (_, row) =>
    block.strips.slice(row * size.perRow, (row + 1) * size.perRow),
  );
  const height = rows.length * (size.height + size.gap);
  return (
    <View wrap={false} style={{ marginBottom: 16 }}>
      <Words size={smallSize} style={[paperStyles.strong, { marginBottom: 4 }]}>
        {block.label === "" ? title : `${title} · ${block.label}`}
      </Words>
      <Svg width={size.width} height={height} viewBox={`0 0 ${size.width} ${height}`}>
        {shownOwed.map((strip, index) => (
          <StripDrawing
            key={`owed ${strip.number}`}
            paint={paint}
            strip={strip}
            x={(shownOwed.length - 1 - index) * width}
            y={0}
            width={width - size.gap}
          />
        ))}
        {rows.flatMap((strips, row) =>
          strips.map((strip, index) => (
            <StripDrawing
              key={strip.number}
              paint={paint}
              strip={strip}
              x={(shownOwed.length + index) * width}
              y={row * (size.height + size.gap)}
              width={(width * strip.minutes) / block.stripMinutes - size.gap}
              expiring={block.expiring}
            />
          )),
        )}
      </Svg>
      <Words size={smallSize} style={paperStyles.muted}>
        {unit === null ? summary : `${summary} ${unit}`}
      </Words>
      {others.map(({ word, minutes }) => (
        <View key={word} style={{ flexDirection: "row", justifyContent: "space-between", marginTop: 2 }}>
          <Words>{word}</Words>
          <Words>{minutes}</Words>
        </View>
      ))}
    </View>
  );
}

interface DrawingProps {
  paint: ReturnType<typeof paintIn>;
  strip: Strip;
  x: number;
  y: number;
  width: number;
  expiring?: boolean;
}

function StripDrawing({ paint, strip, x, y, width, expiring = false }: DrawingProps) {
  const last = strip.parts.at(-1)?.kind ?? "left";
  const unused = strip.parts.some(({ kind }) => kind === "left" || kind === "pending");
  return (
    <>
      <Rect x={x} y={y} width={width} height={size.height} fill={last === "owed" ? "#fde9e6" : "#efeae0"} />
      {layOut(strip).map((part) => (
        <Rect
          key={part.kind}
          x={x}
          y={y + part.y}
          width={width}
          height={part.height}
          fill={paint[part.kind].fill}
        />
      ))}
      {last === "expired" && (
        <Line x1={x} y1={y + size.height} x2={x + width} y2={y} stroke={ink.muted} strokeWidth={0.75} />
      )}
      {expiring && unused && <Rect x={x} y={y} width={width} height={2.5} fill="#c27a12" />}
      {strip.punch && <Punch kind={strip.punch} x={x + width / 2} y={y + 9} />}
      {width > 16 && (
        <Text
          x={x + width / 2}
          y={y + size.height - 5}
          fill={paint[last].text}
          style={{ fontFamily: textFamily, fontSize: 7.5, fontWeight: 600, textAnchor: "middle" }}
        >
          {last === "owed" ? `−${strip.number}` : String(strip.number)}
        </Text>
      )}
    </>
  );
}

/** The parts of a strip in points from its top; an owed strip that is not full fills from the bottom. */
function layOut(strip: Strip): { kind: StripKind; y: number; height: number }[] {
  const filled = strip.parts.reduce((sum, { minutes }) => sum + minutes, 0);
  let top = strip.minutes - filled;
  return strip.parts.map(({ kind, minutes }) => {
    const y = (top / strip.minutes) * size.height;
    top += minutes;
    return { kind, y, height: (minutes / strip.minutes) * size.height };
  });
}

/** The hole in a used strip: round where the work was asked for, a diamond where it prevented trouble. */
function Punch({ kind, x, y }: { kind: "asked" | "prevented"; x: number; y: number }) {
  if (kind === "asked")
    return <Circle cx={x} cy={y} r={3} fill="#ffffff" stroke="#8f6a30" strokeWidth={0.75} />;
  return (
    <Path
      d={`M${x} ${y - 3.6}L${x + 3.6} ${y}L${x} ${y + 3.6}L${x - 3.6} ${y}Z`}
      fill="#ffffff"
      stroke="#3a7b70"
      strokeWidth={0.75}
    />
  );
}
