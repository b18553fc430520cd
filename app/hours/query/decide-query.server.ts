import { randomUUID } from "node:crypto";

import { refusedByLedger } from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { correctInside, type CorrectRefusal } from "#app/hours/correct-time-entry.server.ts";
import { deleteInside, type DeleteRefusal } from "#app/hours/delete-time-entry.server.ts";
import { billableMinutes } from "#app/hours/rules/billable-minutes.ts";
import { closeQuery, insertLine, type EntryQuery } from "#app/hours/store/entry-query.server.ts";
import type { TimeEntry } from "#app/hours/store/time-entry.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { writeQueryStep } from "./query-letters.server.ts";
import { withOpenQuery, type QueryRefusal } from "./with-open-query.server.ts";
import type { Words } from "./say-on-query.server.ts";

export type DecideQueryRefusal = QueryRefusal | CorrectRefusal | DeleteRefusal | "not-fewer";
/** What staff say with a decision. */
export type Decision = Omit<Words, "id">;
/** `workedMinutes`: what was really worked, billed by the entry's own rule; 0 deletes the entry. */
export type Acceptance = Decision & { workedMinutes: number };
/** How many minutes were given back, and how many stay billed. */
export type Accepted = { returnedMinutes: number; billedMinutes: number };

/** Closes a question with the entry unchanged, and staff's reason. */
export function upholdQuery(scope: StaffScope, said: Decision): Promise<Result<null, QueryRefusal>> {
  return withOpenQuery(scope, said.queryId, async (tx, { query, entry }) => {
    await close(tx, scope, { query, entry }, { ...said, state: "upheld", billed: entry.billableMinutes });
    return ok(null);
  });
}

/** Closes a question in the client's favour: the entry is deleted or made shorter (deleteInside, correctInside) in the same transaction. */
export function acceptQuery(
  scope: StaffScope,
  said: Acceptance,
): Promise<Result<Accepted, DecideQueryRefusal>> {
  return refusedByLedger<Result<Accepted, DecideQueryRefusal>>(() =>
    withOpenQuery(scope, said.queryId, (tx, found) => accept(tx, scope, said, found)),
  );
}

async function accept(
  tx: Tx,
  scope: StaffScope,
  said: Acceptance,
  found: { query: EntryQuery; entry: TimeEntry },
): Promise<Result<Accepted, DecideQueryRefusal>> {
  const { entry } = found;
  const billed = said.workedMinutes === 0 ? 0 : billableMinutes(said.workedMinutes, entry.rule).billable;
  if (
    said.workedMinutes >= entry.workedMinutes ||
    billed > entry.billableMinutes ||
    (billed > 0 && billed === entry.billableMinutes)
  )
    return refuse("not-fewer");
  const done =
    said.workedMinutes === 0
      ? await deleteInside(tx, scope, {
          clientId: entry.clientId,
          entryId: entry.entryId,
          revision: entry.revision,
          reason: said.words,
        })
      : await correctInside(tx, scope, { ...entry, workedMinutes: said.workedMinutes, reason: said.words });
  if (!done.ok) return done;
  await close(tx, scope, found, { ...said, state: "accepted", billed });
  return ok({ returnedMinutes: entry.billableMinutes - billed, billedMinutes: billed });
}

async function close(
  tx: Tx,
  scope: StaffScope,
  { query, entry }: { query: EntryQuery; entry: TimeEntry },
  to: Decision & { state: "accepted" | "upheld"; billed: number },
): Promise<void> {
  const at = now();
  const lineId = randomUUID();
  await closeQuery(tx, { ...query, state: to.state, at });
  await insertLine(tx, scope, {
    clientId: query.clientId,
    id: lineId,
    queryId: query.id,
    kind: to.state,
    words: to.words,
    minutes: to.billed,
    at,
  });
  await writeQueryStep(
    tx,
    scope,
    { ...query, engineerId: entry.engineerId },
    { lineId, kind: to.state, words: to.words, minutes: to.billed },
  );
  const action = to.state === "accepted" ? "query.accepted" : "query.upheld";
  await appendAudit(tx, scope, {
    action,
    target: `time:${query.entryId}`,
    clientId: query.clientId,
    detail: { before: query.minutes, billed: to.billed, words: to.words },
  });
}
