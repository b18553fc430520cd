import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

/** What is checked before a contract, by the MSP and the client together. */
export const readinessItems = [
  "inventory",
  "supported",
  "patches",
  "warranty",
  "backup",
  "mfa",
  "endpoint",
  "contact",
] as const;
export type ReadinessItem = (typeof readinessItems)[number];
export const readinessSides = ["msp", "client"] as const;
export type ReadinessSide = (typeof readinessSides)[number];

/** One point of the checklist with who confirmed it on which day, by side, and what the MSP found. */
export type ReadinessPoint = {
  item: ReadinessItem;
  note: { words: string; by: string; on: Day } | null;
} & Record<ReadinessSide, { by: string; on: Day } | null>;

/** What the portal knows about a point: how many devices, which of them, or which systems. */
export type ReadinessFact =
  | { kind: "scope"; inScope: number; outside: string[] }
  | { kind: "os"; os: string; count: number }
  | { kind: "os-unknown"; devices: string[] }
  | { kind: "warranty-over"; devices: { name: string; until: Day }[] }
  | { kind: "warranty-unknown"; devices: string[] }
  | { kind: "off-standard"; devices: string[]; of: number }
  | { kind: "accounts"; accounts: number; readOn: Day };

type KnownDevice = {
  name: string;
  os: string;
  warrantyUntil: Day | null;
  inScope: boolean;
  onStandard: boolean;
};

/** What a client's devices of today say at each point; nothing where they say nothing. Off standard and warranty are asked of devices in scope alone. */
export function deviceFacts(
  devices: readonly KnownDevice[],
  today: Day,
): Partial<Record<ReadinessItem, ReadinessFact[]>> {
  if (devices.length === 0) return {};
  const names = (some: readonly KnownDevice[]): string[] => some.map(({ name }) => name);
  const inScope = devices.filter((device) => device.inScope);
  const systems = new Map<string, number>();
  for (const { os } of devices) if (os !== "") systems.set(os, (systems.get(os) ?? 0) + 1);
  const osUnknown = devices.filter(({ os }) => os === "");
  const over = inScope.flatMap(({ name, warrantyUntil }) =>
    warrantyUntil !== null && warrantyUntil < today ? [{ name, until: warrantyUntil }] : [],
  );
  const unknown = inScope.filter(({ warrantyUntil }) => warrantyUntil === null);
  const off = inScope.filter(({ onStandard }) => !onStandard);
  return {
    inventory: [
      {
        kind: "scope",
        inScope: inScope.length,
        outside: names(devices.filter((device) => !device.inScope)),
      },
    ],
    supported: [
      ...[...systems]
        .map(([os, count]) => ({ kind: "os" as const, os, count }))
        .sort((a, b) => b.count - a.count || compareNames(a.os, b.os)),
      ...(osUnknown.length > 0 ? [{ kind: "os-unknown" as const, devices: names(osUnknown) }] : []),
    ],
    warranty: [
      ...(over.length > 0 ? [{ kind: "warranty-over" as const, devices: over }] : []),
      ...(unknown.length > 0 ? [{ kind: "warranty-unknown" as const, devices: names(unknown) }] : []),
    ],
    endpoint: off.length > 0 ? [{ kind: "off-standard", devices: names(off), of: inScope.length }] : [],
  };
}

/** How many points both sides have confirmed. */
export function countReady(points: readonly ReadinessPoint[]): number {
  return points.filter(({ msp, client }) => msp !== null && client !== null).length;
}
