import { asSystem } from "#app/platform/db.server.ts";

export type BuiltSeatTypes = { seat: string; light: string };

/** Two seat types for all clients: the ordinary one, and a light one without its own device. */
export function buildSeatTypes(): Promise<BuiltSeatTypes> {
  return asSystem(async (tx) => {
    const make = (names: Record<string, string>, position: number): Promise<{ id: string }> =>
      tx.seatType.create({ data: { names, position }, select: { id: true } });
    const seat = await make({ nl: "Werkplek", de: "Arbeitsplatz", en: "Seat" }, 0);
    const light = await make({ nl: "Werkplek licht", de: "Arbeitsplatz Light", en: "Light seat" }, 1);
    return { seat: seat.id, light: light.id };
  });
}
