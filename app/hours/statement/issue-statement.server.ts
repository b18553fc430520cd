import { randomBytes } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findIssueOf, insertIssue, type IssuedRow } from "#app/hours/store/statement-issue.server.ts";

import { keepSnapshot } from "./keep-snapshot.server.ts";
import { readStatement, type StatementClient } from "./read-statement.server.ts";

/** Issues a statement: keeps what it shows, with the present names, and the hash of its last act. The same period with the same last act is the same statement. Null while nothing is recorded. */
export function issueStatement(
  scope: Scope | "system",
  client: StatementClient,
  period: StatementPeriod,
): Promise<IssuedRow | null> {
  return asSystem((tx) => issueIn(tx, scope, client, period));
}

/** Like issueStatement, in the caller's transaction of the system's scope. */
export async function issueIn(
  tx: Tx,
  scope: Scope | "system",
  client: StatementClient,
  period: StatementPeriod,
): Promise<IssuedRow | null> {
  const statement = await readStatement(tx, client, period);
  if (statement.head === null) return null;
  const issue = {
    clientId: client.id,
    reference: newReference(),
    kind: period.kind === "as-of" ? ("as_of" as const) : ("period" as const),
    // an account that began after the day asked for has an empty stretch that begins and ends there
    from_on:
      period.from ??
      (statement.firstOn !== null && statement.firstOn < period.until ? statement.firstOn : period.until),
    until_on: period.until,
    opening_seq: statement.openingSeq,
    seq: statement.head.seq,
    hash: statement.head.hash,
    closing_minutes: statement.closingMinutes,
    issued_at: now(),
    issuedBy: scope === "system" ? "system" : `user:${scope.userId}`,
  };
  const id = await insertIssue(tx, issue);
  if (id === null) return findIssueOf(tx, issue);
  await appendAudit(tx, scope, {
    action: "statement.issued",
    target: `statement:${issue.reference}`,
    clientId: client.id,
    detail: { until: issue.until_on },
  });
  await keepSnapshot(tx, { ...issue, id });
  return { ...issue, id };
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A reference of ten characters that don't look alike; 50 bits, so it can't be found by trying. */
function newReference(): string {
  return [...randomBytes(10)].map((byte) => letters[byte % 32]).join("");
}
