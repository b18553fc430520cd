import { evaluateTopup } from "#app/hours/ledger-topups.server.ts";
import { askForTopup } from "#app/billing/ask-for-jobs.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";

import { findTopupSetting, findTopupUse, listCapped, listDueTopups } from "./attempt-store.server.ts";
import { writeHeldByCap } from "./topup-letters.server.ts";

/** Each minute: enqueues due top-ups whose job was lost, makes attempts that a balance asks for, and writes to clients whom a cap keeps from a top-up. */
export async function sweepTopups(): Promise<void> {
  const due = await asSystem((tx) => listDueTopups(tx, now()));
  const logFields = ({ clientId }: { clientId: string }) => ({ clientId });
  await eachInTurn(
    due,
    async ({ clientId, attemptId }) => {
      await asSystem((tx) =>
        attemptId === null ? evaluateTopup(tx, clientId, now()) : askForTopup(tx, clientId),
      );
    },
    { says: "a top-up could not be looked at", facts: logFields },
  );
  await eachInTurn(
    await asSystem((tx) => listCapped(tx)),
    ({ clientId, cappedAt }) =>
      asSystem(async (tx) => {
        const setting = await findTopupSetting(tx, clientId);
        if (!setting) return;
        await writeHeldByCap(tx, clientId, cappedAt, setting, await findTopupUse(tx, clientId, now()));
      }),
    { says: "a client could not be told of its cap", facts: logFields },
  );
}
