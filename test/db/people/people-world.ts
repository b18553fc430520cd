import { randomUUID } from "node:crypto";

import { expect } from "vitest";

import { recordEmployee } from "#app/people/change-people.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { buildSeatTypes } from "#test/builders/seat-types.ts";
import { buildWorld } from "#test/db/desk/world.ts";

export const ok = { ok: true, value: null };
export const refused = (refusal: string) => ({ ok: false, refusal });
export const march = day("2026-03-01");

export type PeopleWorld = Awaited<ReturnType<typeof buildPeopleWorld>>;

/** The desk's world with seat types and one licence product, and what tests record of people: by account manager Iris, from March on. */
export async function buildPeopleWorld() {
  const world = await buildWorld();
  const types = await buildSeatTypes();
  const product = await buildProduct();
  return {
    world,
    types,
    product,
    add: async (clientId: string, name: string, joinedOn: Day = march): Promise<string> => {
      const id = randomUUID();
      const details = { email: null, department: "", location: "", userId: null };
      expect(await recordEmployee(world.iris, clientId, { ...details, id, name, joinedOn })).toEqual(ok);
      return id;
    },
    seat: (employeeId: string, startsOn: Day, seatId: string | null = null) => ({
      holdingId: randomUUID(),
      seatId,
      seatTypeId: seatId === null ? types.seat : null,
      employeeId,
      startsOn,
    }),
    licence: (employeeId: string, startsOn: Day) => ({
      id: randomUUID(),
      productId: product.id,
      employeeId,
      mailbox: null,
      startsOn,
    }),
    buy: (quantity: number, startsOn: Day) => ({
      productId: product.id,
      quantity,
      startsOn,
      termEndsOn: null,
      reason: "",
    }),
  };
}
