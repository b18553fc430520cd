import { Punch } from "#app/hours/components/strip-row.tsx";
import type { StripBlock, StripKind } from "#app/hours/rules/strips.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type LegendKind = StripKind | "expiring";

const labels: Record<LegendKind, () => string> = {
  left: m.hours_strip_left,
  asked: m.hours_strip_asked,
  prevented: m.hours_strip_prevented,
  pending: m.hours_strip_pending,
  "on-its-way": m.hours_strip_on_its_way,
  expiring: m.hours_strip_expiring,
  expired: m.hours_strip_expired,
  owed: m.hours_strip_owed,
};

const order: LegendKind[] = [
  "left",
  "asked",
  "prevented",
  "pending",
  "on-its-way",
  "expiring",
  "expired",
  "owed",
];
const always: LegendKind[] = ["left", "asked", "prevented"];

/** What the strips' colours, holes and edges mean; only those that are on the card, besides the usual three. */
export function StripLegend({ blocks, owed }: { blocks: StripBlock[]; owed: boolean }) {
  const present = new Set<LegendKind>(always);
  if (owed) present.add("owed");
  for (const block of blocks) {
    if (block.expiring) present.add("expiring");
    for (const strip of block.strips) for (const part of strip.parts) present.add(part.kind);
  }
  return (
    <figcaption>
      <ul className="chart-legend">
        {order
          .filter((kind) => present.has(kind))
          .map((kind) => (
            <li key={kind}>
              <Swatch kind={kind} />
              {labels[kind]()}
            </li>
          ))}
      </ul>
    </figcaption>
  );
}

const fills: Record<LegendKind, string> = {
  left: "fill-primary stroke-primary",
  asked: "fill-asked stroke-asked-edge",
  prevented: "fill-prevented stroke-prevented-edge",
  pending: "fill-primary stroke-primary",
  "on-its-way": "fill-card stroke-primary",
  expiring: "fill-primary stroke-primary",
  expired: "fill-sunk stroke-edge",
  owed: "fill-negative-fill stroke-negative-fill",
};

function Swatch({ kind }: { kind: LegendKind }) {
  return (
    <svg width="14" height="14" aria-hidden="true">
      <rect
        x={0.5}
        y={0.5}
        width={13}
        height={13}
        rx={3}
        strokeDasharray={kind === "on-its-way" ? "3 2" : undefined}
        className={fills[kind]}
      />
      {kind === "expiring" && <path d="M0 0H14V5.5H0Z" className="fill-card" />}
      {kind === "expiring" && (
        <path d="M0 4V3A3 3 0 0 1 3 0H11A3 3 0 0 1 14 3V4Z" className="fill-low-edge" />
      )}
      {kind === "pending" && (
        <path d="M3 11 11 3M1.5 6.5l5-5M7.5 12.5l5-5" strokeWidth="1.75" className="stroke-hatch" />
      )}
      {(kind === "asked" || kind === "prevented") && <Punch kind={kind} x="50%" y={7} r={2.5} />}
    </svg>
  );
}
