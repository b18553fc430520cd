import { webhookSecret } from "#test/schedules/settings.ts";

import { randomUUID } from "node:crypto";

import Stripe from "stripe";

import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildHourBlocks } from "#test/builders/hour-blocks.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { startEmulator, type Emulator } from "#test/emulator/start-emulator.ts";
import { clock, goByClock } from "#test/schedules/clock.ts";
import { sendThrough } from "#test/schedules/library.ts";
import { openRecords, type Records } from "#test/schedules/whole/records.ts";
import { gateTransactions } from "#test/schedules/whole/wires.ts";

type Send = (url: string, init: RequestInit) => Promise<Response>;

/** An MSP with its database and the offline Stripe, in which schedules run one after the other; all clocks show `clock.at` (ms). */
export type ScheduleApp = {
  emulator: Emulator;
  records: Records;
  engineer: StaffScope;
  workTypeId: string;
  blockId: string;
  webhookSecret: string;
  clock: { at: number };
  /** Who carries requests to Stripe at present. */
  wire: { send: Send };
  /** Has this process use the app's clock and ask its Stripe, over a network that works. */
  enter: () => void;
  close: () => Promise<void>;
};

/** Opens the application on DATABASE_URL's migrated database. */
export async function openScheduleApp(): Promise<ScheduleApp> {
  const emulator = await startEmulator({ validateResponses: true, now: () => clock.at });
  const wire = { send: (url: string, init: RequestInit) => fetch(url, init) };
  const http = Stripe.createFetchHttpClient((url, init) => {
    const { pathname, search } = new URL(url instanceof Request ? url.url : url.toString());
    return wire.send(`${emulator.url}${pathname}${search}`, init ?? {});
  });
  const enter = (): void => {
    goByClock();
    sendThrough(http);
    wire.send = (url, init) => fetch(url, init);
  };
  enter();
  gateTransactions();
  await buildMsp();
  await buildHourBlocks();
  const engineer = staffScope(await buildUser({ clientId: null, role: "engineer" }));
  const { id: workTypeId } = await asSystem((tx) =>
    tx.workType.create({
      data: {
        key: "by-the-minute",
        names: { nl: "Per minuut" },
        minimumMinutes: 0,
        roundingMinutes: 1,
        multiplierPercent: 100,
        free: false,
        position: 9,
      },
    }),
  );
  const { id: blockId } = await asSystem((tx) => tx.hourBlock.findFirstOrThrow({ where: { minutes: 600 } }));
  const records = await openRecords();
  return {
    emulator,
    records,
    engineer,
    workTypeId,
    blockId,
    webhookSecret,
    clock,
    wire,
    enter,
    close: async () => {
      await records.close();
      await emulator.close();
    },
  };
}

export const fresh = (): string => randomUUID();
