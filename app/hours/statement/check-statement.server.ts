import { timingSafeEqual } from "node:crypto";

import { countAttempt, networkSubject, takeBackAttempt } from "#app/identity/throttle.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readCopied } from "#app/hours/rules/statement-check.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findByReference, type CheckRow } from "#app/hours/store/statement-issue.server.ts";

/** The answer to somebody who checks a statement: the ledger still agrees with it, it can't be confirmed, or wait before the next try. */
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

/** Compares what is printed on a statement with the ledger as it is now. An unknown reference and a wrong hash get the same answer, and a network that keeps guessing has to wait. */
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

/** Tells whether the printed hash is the statement's, and the statement's still that of the ledger. */
function matches(row: CheckRow, code: string): boolean {
  const right = timingSafeEqual(Buffer.from(code), Buffer.from(row.hash.slice(0, code.length)));
  return right && row.hash === row.ledger_hash && row.closing_minutes === row.ledger_closing;
}
