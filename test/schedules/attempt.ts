import type { AttemptMove, AttemptState } from "#app/billing/rules/topup-move.ts";
import { waitsForPerson } from "#app/billing/rules/topup-move.ts";
import type { Attempt } from "#app/billing/topup/attempt-store.server.ts";

/** The attempt as the ledger keeps it, beside what belongs to its client: declines since the last success, what is allowed, the lots it was credited as. */
export type Kept = {
  attempt: Attempt;
  collection: "charge" | "invoice";
  permission: "charge" | "invoice-only" | "nothing";
  failures: number;
  lots: number;
  log: string[];
};

const open: readonly AttemptState[] = ["queued", "charging", "requires_action", "invoice_open", "unknown"];
const claimMs = 120_000;

/** Tells whether an attempt can still move by itself. */
export function isOpen({ status }: Attempt): boolean {
  return open.includes(status);
}

/** Claims the attempt for two minutes, as topup_claim does; null when it is closed or belongs to somebody. What lay unfinished is in doubt. */
export function claim({ attempt }: Kept, now: number): Attempt | null {
  if (!isOpen(attempt) || attempt.nextLookAt.getTime() > now) return null;
  if (attempt.status === "queued") attempt.status = "charging";
  else if (attempt.status === "charging") attempt.status = "unknown";
  attempt.version += 1;
  attempt.nextLookAt = new Date(now + claimMs);
  return { ...attempt };
}

/** Ties the attempt to its one invoice for who knows its version; false when somebody else has moved on. */
export function keepInvoice({ attempt }: Kept, mine: Attempt, id: string): boolean {
  if (attempt.invoice === id && mine.invoice === id) return true;
  if (attempt.version !== mine.version || (attempt.invoice ?? id) !== id) return false;
  attempt.invoice = id;
  attempt.version += 1;
  Object.assign(mine, { invoice: id, version: attempt.version });
  return true;
}

/** Moves an attempt by compare-and-set, as topup_set_state does; false when somebody else has moved it. */
export function move(kept: Kept, version: number, to: AttemptMove): boolean {
  const { attempt } = kept;
  if (
    attempt.version !== version ||
    attempt.status === "succeeded" ||
    (!isOpen(attempt) && to.status !== "succeeded")
  )
    return false;
  if (to.status === "failed" || to.tryNo > attempt.tryNo) kept.failures += 1;
  if (to.status === "succeeded") kept.failures = 0;
  Object.assign(attempt, {
    status: to.status,
    tryNo: to.tryNo,
    keyNo: to.keyNo,
    awaitsBank: to.awaitsBank,
    note: to.note ?? attempt.note,
    version: attempt.version + 1,
    nextLookAt: to.nextLookAt ?? attempt.nextLookAt,
  });
  kept.log.push(`${to.status} (${to.note})`);
  return true;
}

/** What may never be, once nothing moves any more: charged twice, credited twice, paid and not credited. */
export function attemptFaults({ attempt, lots, log }: Kept, charges: number): string[] {
  const faults: string[] = [];
  if (charges > 1) faults.push(`${charges} charges`);
  if (lots !== charges) faults.push(`${lots} lots for ${charges} charges`);
  if (charges === 1 && attempt.status !== "succeeded") faults.push(`paid, but ${attempt.status}`);
  if (
    charges === 0 &&
    attempt.status !== "failed" &&
    attempt.status !== "canceled" &&
    !waitsForPerson(attempt.status)
  )
    faults.push(`not paid, and left ${attempt.status} (${attempt.note})`);
  return faults.map((fault) => `${fault} [${log.join(", ")}]`);
}
