import { closeOthers, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { comparedKinds } from "#app/billing/rules/task-kinds.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { repairPayments } from "./compare-payments.server.ts";
import { findComparedUntil, keepComparedUntil } from "#app/billing/reconcile/compared-store.server.ts";
import type { Window } from "./stripe-records.server.ts";

const dayMs = 86_400_000;
/** What Stripe shows late, and what changes in its first days, is read again. */
const againDays = 3;
const longestDays = 31;

/** The nightly comparison of Stripe and the ledger: repairs what converges by a fresh look; what is left becomes a task for a person, and a task whose finding is gone closes. It reads what is new since the last one, a month at a time at most, and goes on from there where it was interrupted. */
export async function reconcilePayments(): Promise<void> {
  const until = now();
  let from = await asSystem(findComparedUntil);
  while (from < until) {
    const window = nextWindow(from, until);
    await reconcileWindow(window);
    await asSystem((tx) => keepComparedUntil(tx, window.to));
    from = window.to;
  }
}

function nextWindow(from: Date, until: Date): Window {
  return {
    from: new Date(from.getTime() - againDays * dayMs),
    to: new Date(Math.min(until.getTime(), from.getTime() + longestDays * dayMs)),
  };
}

async function reconcileWindow(window: Window): Promise<void> {
  const findings = await repairPayments(window);
  if (findings.length > 0)
    log.error(
      { findings: findings.map(({ kind, subject }) => `${kind} ${subject}`) },
      "Stripe and the ledger differ",
    );
  await asSystem(async (tx) => {
    for (const finding of findings) await openTask(tx, finding);
    await closeOthers(tx, comparedKinds, findings);
  });
}
