import { asSystem } from "#app/platform/db.server.ts";

/** The block catalogue for everybody: 10 h at 95.00, 20 h and 30 h at 85.00, valid 12 months. */
export async function buildHourBlocks(): Promise<void> {
  await asSystem((tx) =>
    tx.hourBlock.createMany({
      data: [
        { minutes: 600, pricePerHourMinor: 9500, position: 0 },
        { minutes: 1200, pricePerHourMinor: 8500, position: 1 },
        { minutes: 1800, pricePerHourMinor: 8500, position: 2 },
      ],
    }),
  );
}
