import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import { mostSeats, type Seats, type Variant } from "./rules/proposal.ts";
import { findProposalById, listVersions } from "./store/proposal-store.server.ts";

/** A seat number as it was typed; `value` is null for what is no whole number from 1 to the most seats of a line. */
export type TypedSeats = { typed: string; value: number | null };

/** The most lines whose seat numbers an address or a form can hold. */
const mostSeatFields = 6;

/** The seat numbers of a form or an address (`seats0`, `seats1`, ...); null for one that is not there. */
export function typedSeats(fields: Readonly<Record<string, unknown>>): (TypedSeats | null)[] {
  return Array.from({ length: mostSeatFields }, (_, at) => {
    const typed = fields[`seats${at}`];
    if (typeof typed !== "string") return null;
    const read = readQuantity(typed);
    const isRight = read.ok && read.value >= 1 && read.value <= mostSeats;
    return { typed: typed.slice(0, 40), value: isRight ? read.value : null };
  });
}

/** Seat numbers by line, of fields in the order of the variant's seat lines; what is missing or wrong is left out. */
export function seatsOf(variant: Variant, given: readonly (TypedSeats | null)[]): Record<string, number> {
  return Object.fromEntries(
    seatLines(variant).flatMap(({ key }, at) => {
      const count = given[at]?.value;
      return typeof count === "number" ? [[key, count]] : [];
    }),
  );
}

/** What was typed for a line that is no number of seats, by line. */
export function wrongSeats(variant: Variant, given: readonly (TypedSeats | null)[]): Record<string, string> {
  return Object.fromEntries(
    seatLines(variant).flatMap(({ key }, at) => {
      const one = given[at];
      return one && one.value === null ? [[key, one.typed]] : [];
    }),
  );
}

function seatLines({ lines }: Variant): Variant["lines"] {
  return lines.filter(({ perSeat }) => perSeat);
}

/** The seat numbers that a form takes of a variant of the version that was sent last; null where one is wrong. Without that variant there are none. */
export async function findTakenSeats(
  scope: ClientScope,
  { id, variant: key, fields }: { id: string; variant: string; fields: Readonly<Record<string, unknown>> },
): Promise<Seats | null> {
  const variant = await readInScope(scope, async (tx) => {
    const proposal = await findProposalById(tx, id);
    const sent = proposal && (await listVersions(tx, proposal)).find(({ sentAt }) => sentAt !== null);
    return sent?.variants.find((one) => one.key === key) ?? null;
  });
  if (!variant) return {};
  const given = typedSeats(fields);
  return Object.keys(wrongSeats(variant, given)).length > 0 ? null : seatsOf(variant, given);
}

/** What of an address says which variant is shown with which seat numbers, as `?variant=...`; empty where it says nothing of it. */
export function playIn(url: string): string {
  const kept = [...new URL(url).searchParams].filter(([name]) => /^(variant|seats[0-5])$/.test(name));
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept).toString()}`;
}
