import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { appendComment } from "#app/requests/store/conversation.server.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { changeRequest, passMergedOn } from "#app/requests/store/request-store.server.ts";
import { tellRequester } from "#app/requests/tell-requester.server.ts";

export type MergeRefusal = "is-done" | "other-client" | "merged" | "has-checklist";
export type Merged = { ok: true; value: { number: number; into: string } } | RequestRefused<MergeRefusal>;

/**
 * Lets a request go into another of the same client: it closes, and what is written on it lands there, with the requests that went into
 * it before. Nothing goes into one that is done or went elsewhere. Who asked it is told where it goes on, with the words that are written for
 * them.
 */
export async function mergeRequestsInside(
  tx: Tx,
  scope: StaffScope,
  { id, into, words }: { id: string; into: string; words?: string | undefined },
): Promise<Merged> {
  if (id === into) return notFound();
  // Two that go into each other at once wait in one order.
  const [first, second] = [id, into].sort();
  const locked = [await lockRequest(tx, scope, first ?? id), await lockRequest(tx, scope, second ?? into)];
  const from = locked.find((one) => one.id === id);
  const target = locked.find((one) => one.id === into);
  if (!from || !target) return notFound();
  if (from.mergedInto === into) return { ok: true, value: { number: from.number, into } };
  if (from.clientId !== target.clientId) return refuseRequest(target, "other-client");
  if (from.mergedInto !== null || target.mergedInto !== null) return refuseRequest(target, "merged");
  // What a standard change asked would never happen.
  if (from.kind === "change") return refuseRequest(from, "has-checklist");
  if (!isAtWork(from.state)) return refuseRequest(from, "is-done");
  if (!isAtWork(target.state)) return refuseRequest(target, "is-done");
  if (words)
    await appendComment(tx, from, { id: randomUUID(), authorId: scope.userId, body: words, byStaff: true });
  await changeRequest(tx, from, { mergedInto: into, state: "done", closedAt: now(), snoozedUntil: null });
  await passMergedOn(tx, from, into);
  const about = () => `#${target.number} ${target.title}`;
  await tellRequester(tx, from, { news: "merged", about, words }, { key: `request-merged:${from.id}` });
  await appendAudit(tx, scope, {
    action: "request.merged",
    target: `request:${from.number}`,
    clientId: from.clientId,
    detail: { into: target.number },
  });
  return { ok: true, value: { number: from.number, into } };
}
