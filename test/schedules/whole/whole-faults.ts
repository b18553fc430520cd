import { comparePayments } from "#app/billing/reconcile/compare-payments.server.ts";
import { intentsOf } from "#app/billing/reconcile/fetch-reversals.server.ts";
import { orderNoted } from "#app/billing/checkout-truth.server.ts";
import { isAttemptState, waitsForPerson } from "#app/billing/rules/topup-move.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import type { AttemptRow, LotRow } from "#test/schedules/whole/records.ts";
import type { ScheduleApp } from "#test/schedules/whole/schedule-app.ts";

/** What Stripe's records and ours say that may never be, once nothing moves any more: two charges for an attempt, a charge without its one lot, a lot without a charge, books that differ. */
export async function wholeFaults(app: ScheduleApp, clientId: string): Promise<string[]> {
  const [attempts, lots, paid] = [
    await app.records.attempts(clientId),
    await app.records.lots(clientId),
    await paidAttempts(),
  ];
  const known = new Set(attempts.map(({ id }) => id));
  return [
    ...attempts.flatMap((attempt) =>
      ofAttempt(attempt, paid.filter((one) => one === attempt.id).length, lots),
    ),
    ...paid.filter((one) => !known.has(one)).map((one) => `a charge of no attempt: ${one}`),
    ...lots
      .filter(({ payment }) => payment === null || !known.has(payment))
      .map(({ source }) => `a lot of no attempt: ${source}`),
    ...(await app.records.defects(clientId)).map((defect) => `the ledger: ${defect}`),
    ...(await comparePayments()).map(({ kind, subject }) => `the records differ: ${kind} ${subject}`),
    ...(await app.records.failedJobs()).map((said) => `a job that never succeeds: ${said}`),
    ...app.emulator
      .issues()
      .map(({ operation, detail }) => `Stripe was asked wrongly: ${operation} ${detail}`),
  ];
}

function ofAttempt({ id, status, note }: AttemptRow, charges: number, lots: readonly LotRow[]): string[] {
  const credited = lots.filter(({ payment }) => payment === id).length;
  const said = `attempt ${status} (${note})`;
  const faults: string[] = [];
  if (charges > 1) faults.push(`${charges} charges: ${said}`);
  if (credited !== Math.min(charges, 1)) faults.push(`${credited} lots for ${charges} charges: ${said}`);
  if (charges > 0 && status !== "succeeded") faults.push(`charged, but ${said}`);
  if (
    charges === 0 &&
    status !== "failed" &&
    status !== "canceled" &&
    !(isAttemptState(status) && waitsForPerson(status))
  )
    faults.push(`not charged, and left: ${said}`);
  return faults;
}

/** The attempt that each succeeded charge at Stripe was made for. */
async function paidAttempts(): Promise<string[]> {
  const attemptOf = new Map<string, string>();
  for await (const invoice of stripe().invoices.list({ limit: 100, expand: ["data.payments"] })) {
    for (const intent of intentsOf(invoice))
      attemptOf.set(intent, orderNoted(invoice.metadata)?.id ?? `invoice ${invoice.id}`);
  }
  const paid: string[] = [];
  for await (const { id, status, payment_intent: intent } of stripe().charges.list({ limit: 100 })) {
    if (status === "succeeded")
      paid.push(attemptOf.get(typeof intent === "string" ? intent : (intent?.id ?? "")) ?? `charge ${id}`);
  }
  return paid;
}
