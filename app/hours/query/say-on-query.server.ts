import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope, Scope } from "#app/identity/scope.ts";
import { closeQuery, insertLine } from "#app/hours/store/entry-query.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

import { writeQueryStep } from "./query-letters.server.ts";
import { withOpenQuery, type QueryRefusal } from "./with-open-query.server.ts";

/** `id` comes with the form: sent twice, it is written once. */
export type Words = { id: string; queryId: string; words: string };

/** Adds a reply to an open query, for both sides to read; the other side gets a letter. */
export function sayOnQuery(scope: Scope, said: Words): Promise<Result<null, QueryRefusal>> {
  return withOpenQuery(scope, said.queryId, async (tx, { query, entry }) => {
    const isNew = await insertLine(tx, scope, { clientId: query.clientId, ...said, kind: "said", at: now() });
    if (!isNew) return ok(null);
    await writeQueryStep(
      tx,
      scope,
      { ...query, engineerId: entry.engineerId },
      { lineId: said.id, kind: "said", words: said.words },
    );
    await appendAudit(tx, scope, {
      action: "query.answered",
      target: `time:${query.entryId}`,
      clientId: query.clientId,
      detail: { words: said.words },
    });
    return ok(null);
  });
}

/** Closes a query because the client withdraws it; the entry stays as it is. */
export function withdrawQuery(
  scope: ClientScope,
  said: Omit<Words, "id">,
): Promise<Result<null, QueryRefusal>> {
  return withOpenQuery(scope, said.queryId, async (tx, { query, entry }) => {
    const at = now();
    await closeQuery(tx, { ...query, state: "withdrawn", at });
    const lineId = randomUUID();
    await insertLine(tx, scope, { clientId: query.clientId, ...said, id: lineId, kind: "withdrawn", at });
    await writeQueryStep(
      tx,
      scope,
      { ...query, engineerId: entry.engineerId },
      { lineId, kind: "withdrawn", words: said.words },
    );
    await appendAudit(tx, scope, {
      action: "query.withdrawn",
      target: `time:${query.entryId}`,
      clientId: query.clientId,
      detail: { words: said.words },
    });
    return ok(null);
  });
}
