/** What a piece of a strip says: worked on request, worked to prevent, lapsed, worked but not posted, left, paid but not yet certain, below zero. */
export type StripKind = "asked" | "prevented" | "expired" | "pending" | "left" | "on-its-way" | "owed";

/** A piece of a strip in whole minutes. */
export interface StripPart {
  kind: StripKind;
  minutes: number;
}

/** One strip: an hour, or five or ten of a large block; less at the end of a block. */
export interface Strip {
  /** The hours of its block up to its end, or leftwards from zero among owed strips. */
  number: number;
  minutes: number;
  /** From the top down; together they are `minutes`, except on an owed strip, that fills from the bottom. */
  parts: StripPart[];
  /** Which punch a wholly used strip carries; null while something is left. */
  punch: "asked" | "prevented" | null;
}

/** One lot of hours as the ledger knows it; all in whole minutes. total = used + expired + remaining; pending is a part of remaining. */
export interface StripLot {
  label: string;
  totalMinutes: number;
  usedReactiveMinutes: number;
  usedProactiveMinutes: number;
  pendingMinutes: number;
  remainingMinutes: number;
  expiredMinutes: number;
  onItsWay?: boolean | undefined;
  expiresSoon?: boolean | undefined;
}

/** A block of strips, the block that burns first on top. */
export interface StripBlock {
  label: string;
  totalMinutes: number;
  remainingMinutes: number;
  /** What a whole strip stands for. */
  stripMinutes: number;
  strips: Strip[];
  expiring: boolean;
  onItsWay: boolean;
}

/** One of at most ten bars of the small card; `share` is how much of it is filled, 0 to 1. */
export interface MiniBar {
  kind: "owed" | "left" | "on-its-way";
  share: number;
}

const hour = 60;

// The dashboard, the staff's table, letters and the PDF statement all draw from these functions, so that they can't differ.

/** What a strip of a block stands for: an hour, and of more than forty hours five, of more than two hundred ten. */
export function stripMinutes(totalMinutes: number): number {
  if (totalMinutes <= 40 * hour) return hour;
  return totalMinutes <= 200 * hour ? 5 * hour : 10 * hour;
}

/** Cuts lots into strips, in the order in which they burn: used from the left, what is left at the right. */
export function cutBlocks(lots: StripLot[]): StripBlock[] {
  return lots.map((lot) => ({
    label: lot.label,
    totalMinutes: lot.totalMinutes,
    remainingMinutes: lot.remainingMinutes,
    stripMinutes: stripMinutes(lot.totalMinutes),
    strips: cutStrips(
      lot.onItsWay ? [{ kind: "on-its-way", minutes: lot.totalMinutes }] : partsOf(lot),
      stripMinutes(lot.totalMinutes),
    ),
    expiring: Boolean(lot.expiresSoon) && lot.remainingMinutes > 0,
    onItsWay: Boolean(lot.onItsWay),
  }));
}

/** Cuts what is owed into strips of the block beside it, that grow leftwards from zero. */
export function cutOwed(owedMinutes: number, unit = hour): Strip[] {
  return cutStrips([{ kind: "owed", minutes: Math.max(0, owedMinutes) }], unit).map((strip) => ({
    ...strip,
    minutes: unit,
  }));
}

/** The whole card in at most ten bars: owed ones first, then used ones, then what is left; a bar stands for as many hours as it must. */
export function miniBars(lots: StripLot[], owedMinutes: number, limit = 10): MiniBar[] {
  const certain = lots.filter((lot) => !lot.onItsWay);
  const total = sum(certain, (lot) => lot.totalMinutes);
  const left = sum(certain, (lot) => lot.remainingMinutes);
  const coming = sum(lots, (lot) => (lot.onItsWay ? lot.totalMinutes : 0));
  const owed = Math.max(0, owedMinutes);
  const whole = total + coming + owed;
  if (whole === 0) return [];
  let step = Math.max(hour, Math.ceil(whole / limit / 30) * 30);
  const counts = () => [owed, total, coming].map((minutes) => Math.ceil(minutes / step));
  while (sum(counts(), (count) => count) > limit) step += 30;
  const [owedBars = 0, bars = 0, comingBars = 0] = counts();
  const used = bars * step - left;
  return [
    ...Array.from({ length: owedBars }, (_, index): MiniBar => ({
      kind: "owed",
      share: clamp((owed - (owedBars - 1 - index) * step) / step),
    })),
    ...Array.from({ length: bars }, (_, index): MiniBar => ({
      kind: "left",
      share: clamp(((index + 1) * step - used) / step),
    })),
    ...Array.from({ length: comingBars }, (): MiniBar => ({ kind: "on-its-way", share: 1 })),
  ];
}

function partsOf(lot: StripLot): StripPart[] {
  const pending = Math.min(lot.pendingMinutes, lot.remainingMinutes);
  return [
    { kind: "asked", minutes: lot.usedReactiveMinutes },
    { kind: "prevented", minutes: lot.usedProactiveMinutes },
    { kind: "expired", minutes: lot.expiredMinutes },
    { kind: "pending", minutes: pending },
    { kind: "left", minutes: lot.remainingMinutes - pending },
  ];
}

function cutStrips(parts: StripPart[], unit: number): Strip[] {
  const strips: StripPart[][] = [];
  let room = 0;
  for (const part of parts) {
    let minutes = part.minutes;
    while (minutes > 0) {
      if (room === 0) {
        strips.push([]);
        room = unit;
      }
      const taken = Math.min(room, minutes);
      strips.at(-1)?.push({ kind: part.kind, minutes: taken });
      minutes -= taken;
      room -= taken;
    }
  }
  return strips.map((pieces, index) => ({
    number: ((index + 1) * unit) / hour,
    minutes: sum(pieces, (piece) => piece.minutes),
    parts: pieces,
    punch: punchOf(pieces),
  }));
}

function punchOf(parts: StripPart[]): Strip["punch"] {
  if (!parts.every((part) => part.kind === "asked" || part.kind === "prevented")) return null;
  const asked = sum(parts, (part) => (part.kind === "asked" ? part.minutes : 0));
  return asked * 2 >= sum(parts, (part) => part.minutes) ? "asked" : "prevented";
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
