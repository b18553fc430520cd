import type { Priority } from "#app/requests/rules/priority.ts";

/** What a line of a proposal counts: the seats of the roster, an agreed number, or once. */
export const proposalLineKinds = ["seat", "fixed", "once"] as const;
export type ProposalLineKind = (typeof proposalLineKinds)[number];

/** A price line: minor units without VAT, a month (once: one time). `perSeat` numbers are seats, which the client may change. */
export type ProposalLine = {
  key: string;
  label: string;
  counts: ProposalLineKind;
  typeId: string | null;
  unitMinor: number;
  quantity: number;
  perSeat: boolean;
  /** The fewest seats that a client may take; without it any number, as in versions from before there was one. */
  least?: number | undefined;
};

export type ProposalSla = {
  priority: Priority;
  responseMinutes: number | null;
  resolutionMinutes: number | null;
};

/** One of the offers of a proposal; `covers` are the types of work that draw nothing. */
export type Variant = {
  key: string;
  name: string;
  lines: ProposalLine[];
  included: string[];
  excluded: string[];
  covers: string[];
  sla: ProposalSla[];
};

/** Seat numbers by line; a line that is not named keeps its own. */
export type Seats = Readonly<Record<string, number>>;

/** The most variants of a proposal, lines of a variant, and seats of a line. */
export const mostVariants = 3;
export const mostProposalLines = 6;
export const mostSeats = 10_000;

/** The fewest seats of a line that a client may take. */
export function leastOf({ least = 1 }: Pick<ProposalLine, "least">): number {
  return least;
}

/** What a line asks for at least where its maker typed nothing: a fifth fewer than offered, and always one fewer. */
export function usualLeast(quantity: number): number {
  return Math.max(1, Math.min(quantity - 1, Math.ceil(quantity * 0.8)));
}

/** How many of a line are reckoned with. */
export function quantityOf(line: ProposalLine, seats: Seats): number {
  return line.perSeat ? (seats[line.key] ?? line.quantity) : line.quantity;
}

/** What a variant costs a month, and once, in minor units without VAT. */
export function priceOf(
  { lines }: Pick<Variant, "lines">,
  seats: Seats,
): { monthlyMinor: number; onceMinor: number } {
  const sum = (some: (line: ProposalLine) => boolean): number =>
    lines.filter(some).reduce((all, line) => all + line.unitMinor * quantityOf(line, seats), 0);
  return {
    monthlyMinor: sum(({ counts }) => counts !== "once"),
    onceMinor: sum(({ counts }) => counts === "once"),
  };
}

/** What a variant costs the MSP a month by its lines' cost parts (minor units a unit), without labour. */
export function costOf(
  { lines }: Pick<Variant, "lines">,
  seats: Seats,
  costs: Readonly<Record<string, Readonly<Record<string, number>>>>,
): number {
  return lines
    .filter(({ counts }) => counts !== "once")
    .reduce((all, line) => {
      const unit = Object.values(costs[line.key] ?? {}).reduce((sum, part) => sum + part, 0);
      return all + unit * quantityOf(line, seats);
    }, 0);
}
