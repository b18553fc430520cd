import { timingSafeEqual } from "node:crypto";

import { countAttempt, networkSubject, takeBackAttempt } from "#app/identity/throttle.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readCopied } from "#app/hours/rules/statement-check.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findByReference, type CheckRow } from "#app/hours/store/statement-issue.server.ts";

/** What a reader of a statement learns: that the ledger still says so, that it can't be confirmed, or to wait. */
export type CheckAnswer =
  | {
      state: "holds";
      kind: StatementPeriod["kind"];
      from: Day | null;
      until: Day;
      seq: number;
      closingMinutes: number;
    }
  | { state: "unconfirmed" }
  | { state: "wait"; minutes: number };

/** Compares what is printed on a statement with the ledger as it is now. Unknown and wrong are one answer, and a network that keeps guessing has to wait. */
export async function checkStatement(reference: string, code: string): Promise<CheckAnswer> {
  const subject = networkSubject("statement");
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return { state: "wait", minutes: attempt.minutes };
  const copied = readCopied(reference, code);
  const row = copied && (await asSystem((tx) => findByReference(tx, copied.reference)));
  if (!copied || !row || !matches(row, copied.code)) return { state: "unconfirmed" };
  await takeBackAttempt(subject);
  const period =
    row.kind === "as_of"
      ? { kind: "as-of" as const, from: null }
      : { kind: "own" as const, from: day(row.from_on) };
  return {
    state: "holds",
    ...period,
    until: day(row.until_on),
    seq: row.seq,
    closingMinutes: row.closing_minutes,
  };
}

/** The value on the paper is the statement's, and the statement's is still the ledger's. */
function matches(row: CheckRow, code: string): boolean {
  const right = timingSafeEqual(Buffer.from(code), Buffer.from(row.hash.slice(0, code.length)));
  return right && row.hash === row.ledger_hash && row.closing_minutes === row.ledger_closing;
}
