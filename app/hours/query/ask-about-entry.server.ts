import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { whyNoQuery, type NoQuery } from "#app/hours/rules/contest.ts";
import {
  findQueryOfForm,
  insertLine,
  insertQuery,
  listQueries,
} from "#app/hours/store/entry-query.server.ts";
import { findQueryWindow } from "#app/hours/store/query-window.server.ts";
import { lockTimeEntry } from "#app/hours/store/time-entry.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { writeQueryStep } from "./query-letters.server.ts";

/** `minutes`: what is contested now. */
export type Asked = { queryId: string; minutes: number; isNew: boolean };
export type AskRefusal = NoQuery | "no-such-entry" | "changed-meanwhile";
/** `formId` comes with the form: sent twice, it is one question. `revision` is the one that was on screen. */
export type Question = { formId: string; entryId: string; revision: number; reason: string };

/**
 * Contests an entry for a client's person who may see it: its minutes are contested from then on, and the balance stays as it is.
 * Written in the system's scope, as a client's scope can only read entries.
 */
export function askAboutEntry(scope: ClientScope, question: Question): Promise<Result<Asked, AskRefusal>> {
  return asSystem((tx) => ask(tx, scope, question));
}

async function ask(
  tx: Tx,
  scope: ClientScope,
  { formId, entryId, revision, reason }: Question,
): Promise<Result<Asked, AskRefusal>> {
  const at = now();
  const { clientId, userId } = scope;
  const entry = await lockTimeEntry(tx, clientId, entryId);
  if (!entry || !(may(scope, hoursAccess.seeAllWork) || entry.requesterId === userId))
    return refuse("no-such-entry");
  const known = await findQueryOfForm(tx, clientId, formId);
  if (known) return ok({ queryId: known, minutes: entry.billableMinutes, isNew: false });
  if (entry.revision !== revision) return refuse("changed-meanwhile");
  const before = await listQueries(tx, clientId, entryId);
  const window = await findQueryWindow(tx, clientId);
  const why = whyNoQuery(
    {
      ...entry,
      recordedOn: dayIn(window.zone, entry.recordedAt),
      askedRevisions: before.map((query) => query.revision),
    },
    window.days,
    dayIn(window.zone, at),
  );
  if (why) return refuse(why);
  const query = {
    clientId,
    id: randomUUID(),
    entryId,
    revision,
    minutes: entry.billableMinutes,
    askedBy: userId,
  };
  await insertQuery(tx, { ...query, at });
  await insertLine(tx, scope, { clientId, id: formId, queryId: query.id, kind: "asked", words: reason, at });
  await writeQueryStep(
    tx,
    scope,
    { ...query, engineerId: entry.engineerId },
    { lineId: formId, kind: "asked", words: reason },
  );
  await appendAudit(tx, scope, {
    action: "query.asked",
    target: `time:${entryId}`,
    clientId,
    detail: { revision, contested: entry.billableMinutes, reason },
  });
  return ok({ queryId: query.id, minutes: query.minutes, isNew: true });
}
