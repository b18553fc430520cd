import type { AttemptMove, AttemptState } from "#app/billing/rules/topup-move.ts";
import { waitsForPerson } from "#app/billing/rules/topup-move.ts";
import type { FakeStripe } from "#test/schedules/fake-stripe.ts";

/** The attempt as the ledger keeps it, with its rules: claimed by one, moved by who knows its version. */
export type Attempt = {
  collection: "charge" | "invoice"; status: AttemptState; version: number; tryNo: number; note: string | null; failures: number;
  permission: "charge" | "hand-over" | "stop"; leaseUntil: number; invoice: string | null; lots: number; log: string[];
};

const open: readonly AttemptState[] = ["queued", "charging", "requires_action", "invoice_open", "unknown"];

/** A fresh attempt. */
export function newAttempt(collection: Attempt["collection"]): Attempt {
  return { collection, status: "queued", version: 0, tryNo: 1, note: null, failures: 0, permission: "charge", leaseUntil: 0, invoice: null, lots: 0, log: [] };
}

/** Claims the attempt for two minutes; null when it is closed or belongs to somebody. What lay unfinished is in doubt. */
export function claim(attempt: Attempt, now: number): Attempt | null {
  if (!open.includes(attempt.status) || attempt.leaseUntil > now) return null;
  if (attempt.status === "queued") attempt.status = "charging";
  else if (attempt.status === "charging") attempt.status = "unknown";
  attempt.version += 1;
  attempt.leaseUntil = now + 120_000;
  return { ...attempt };
}

/** Moves an attempt by compare-and-set; false when somebody else has moved it. */
export function move(attempt: Attempt, version: number, to: AttemptMove): boolean {
  if (attempt.version !== version || attempt.status === "succeeded" || (!open.includes(attempt.status) && to.status !== "succeeded")) return false;
  if (to.status === "failed" || to.tryNo > attempt.tryNo) attempt.failures += 1;
  if (to.status === "succeeded") attempt.failures = 0;
  Object.assign(attempt, { status: to.status, tryNo: to.tryNo, note: to.note ?? attempt.note, version: attempt.version + 1, leaseUntil: to.notBefore?.getTime() ?? attempt.leaseUntil });
  attempt.log.push(`${to.status} (${to.note})`);
  return true;
}

/** What may never be: charged twice, credited twice, paid and not credited. */
export function attemptFaults(attempt: Attempt, stripe: FakeStripe): string[] {
  const paid = stripe.charges.filter((one) => one.status === "succeeded").length;
  const faults: string[] = [];
  if (paid > 1) faults.push(`${paid} charges`);
  if (attempt.lots !== paid) faults.push(`${attempt.lots} lots for ${paid} charges`);
  if (paid === 1 && attempt.status !== "succeeded") faults.push(`paid, but ${attempt.status}`);
  if (paid === 0 && attempt.status !== "failed" && attempt.status !== "canceled" && !waitsForPerson(attempt.status)) faults.push(`not paid, and left ${attempt.status}`);
  return faults.map((fault) => `${fault} [${attempt.log.join(", ")}]`);
}
