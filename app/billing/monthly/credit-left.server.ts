import { z } from "zod";

import { closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { adjustOpenMonthInside } from "#app/contracts/close-month.server.ts";
import { addToMonth, isMonth, lastDayOf, type Month } from "#app/contracts/rules/month.ts";
import { findLastClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { listCharges } from "#app/contracts/store/charge-store.server.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { addDays } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

/** Where no contract and no request's amount goes on after a closed month, no later invoice takes what the client has to its credit: a person pays it back. */
export async function keepCreditLeft(
  tx: Tx,
  { clientId, month }: { clientId: string; month: Month },
  { totalMinor, currency }: { totalMinor: number; currency: string },
): Promise<void> {
  const subject = `credit-left:${clientId}`;
  // A month that was closed before, and is closed once more, says nothing of what is left now.
  if ((await findLastClosedMonth(tx, clientId)) !== month) return;
  if (totalMinor >= 0) return closeTask(tx, "month-credit-left", subject);
  const contracts = await listContracts(tx, clientId);
  if (contracts.some(({ endsOn }) => endsOn === null || endsOn > lastDayOf(month))) return;
  const after = addDays(lastDayOf(month), 1);
  if ((await listCharges(tx, clientId, after)).some(({ part }) => part === "monthly")) return;
  const detail = { month, amountMinor: -totalMinor, currency };
  await openTask(tx, { kind: "month-credit-left", subject, clientId, detail });
}

const creditLeft = z.object({ month: z.string().refine(isMonth), amountMinor: z.int().positive() });

/** Takes up that a person paid back what a client had to its credit: the first month that is open has as much added, so that it does not come off an invoice as well. The caller holds the client's lock, and settles the task in the same transaction. */
export async function notePaidBack(
  tx: Tx,
  scope: StaffScope,
  task: { id: string; clientId: string; detail: unknown },
): Promise<void> {
  const { id, clientId } = task;
  const { month, amountMinor } = creditLeft.parse(task.detail);
  const { locale } = await findBuyer(tx, clientId);
  const reason = withLocale(locale, () => m.monthly_paid_back({ month: monthWord(month) }));
  const amount = { clientId, id, month: addToMonth(month, 1), amountMinor, reason, madeBy: scope.userId };
  await adjustOpenMonthInside(tx, scope, { ...amount, vat: null });
}
