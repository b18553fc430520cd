import type { Scope } from "#app/identity/scope.ts";
import { sqlStateOf, type Tx } from "#app/platform/db.server.ts";

import { askToLook } from "#app/hours/alerts/ask-to-look.server.ts";
import type { Nature } from "#app/hours/rules/nature.ts";
import type { BalanceAfter } from "#app/hours/work-details.ts";

/** How the ledger names a person; pages look the name up. */
export function ledgerActor(scope: Scope): string {
  return `user:${scope.userId}`;
}

export type TimeRevision = {
  clientId: string;
  entryId: string;
  /** Billed minutes at this revision; 0 for a deleted entry. */
  minutes: number;
  revision: number;
  nature: Nature;
  workedAt: Date;
  recordedAt: Date;
  actor: string;
  reason: string | null;
};

/** Brings the ledger to what a time entry says now; one round trip, under the account's lock. Throws a ledger error. */
export async function setTime(tx: Tx, entry: TimeRevision): Promise<BalanceAfter> {
  const [row] = await tx.$queryRaw<{ available_minutes: number; owed_minutes: number }[]>`
    select available_minutes, owed_minutes from hours_set_time(${entry.clientId}::uuid, ${entry.entryId}::uuid, ${entry.minutes}::int,
      ${entry.revision}::int, ${entry.nature}, ${entry.workedAt}, ${entry.recordedAt}, ${entry.actor}, ${entry.reason})`;
  if (!row) throw new Error(`The ledger gave no answer on entry ${entry.entryId}`);
  await askToLook(tx, entry.clientId);
  return { availableMinutes: row.available_minutes, owedMinutes: row.owed_minutes };
}

/** Tells whether the client's policy would refuse new work of these billed minutes now, changing nothing. */
export async function wouldBeRefused(
  tx: Tx,
  work: { clientId: string; minutes: number; workedAt: Date; at: Date },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ refused: boolean }[]>`
    select refused from hours_preview_draw(${work.clientId}::uuid, ${work.minutes}::int, ${work.workedAt}, ${work.at})`;
  return row?.refused ?? false;
}

const refusals = {
  TG001: "stale",
  TG002: "stale",
  TG003: "below-zero-refused",
  TG004: "no-hours-account",
  TG005: "account-frozen",
  TG007: "clock-ahead",
  // A number beyond what its column takes: an account holds up to 35 million hours.
  "22003": "too-many-hours",
} as const;
export type LedgerRefusal = (typeof refusals)[keyof typeof refusals];

const isRefusal = (code: string | null): code is keyof typeof refusals => code !== null && code in refusals;

/** Runs a transaction that ends in a ledger act; what the ledger refuses comes back as a refusal, anything else is thrown. */
export async function refusedByLedger<T>(
  run: () => Promise<T>,
): Promise<T | { ok: false; refusal: LedgerRefusal }> {
  try {
    return await run();
  } catch (error) {
    const code = sqlStateOf(error);
    if (!isRefusal(code)) throw error;
    return { ok: false, refusal: refusals[code] };
  }
}
