import { findLiveClient, lockClient } from "#app/clients/client-store.server.ts";
import { tellApprovers } from "#app/desk/approvals/tell.server.ts";
import { enqueueCalls } from "#app/desk/automation/call-job.server.ts";
import { enqueueEffect } from "#app/desk/effects/effect-job.server.ts";
import { holds, withFiles, type AnswerProblem } from "#app/desk/rules/answers.ts";
import type { SeatTerms } from "#app/desk/rules/seat-price.ts";
import { insertSteps } from "#app/desk/store/approval-store.server.ts";
import { findOffered, type OfferedItem } from "#app/desk/store/catalogue-store.server.ts";
import { insertChange, insertLine, type Proof } from "#app/desk/store/change-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { appendSolved } from "#app/desk/store/recurring-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { isDay } from "#app/platform/day.ts";
import { notFound } from "#app/platform/http.server.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";

import { findEarlier } from "./find-earlier.server.ts";
import { prepareChange, type Prepared, type Sent } from "./prepare-change.server.ts";

export type AskInput = {
  /** Made with the form: sent twice, it is one request. */
  id: string;
  itemId: string;
  sent: Sent;
  /** The hash of the preview that the requester read. */
  seen: string;
  /** Whether the requester can prove who they are by a code, and whether they did. */
  canProve: boolean;
  proved: boolean;
  /** The files that were sent, by the keys of their questions. */
  files?: ReadonlyMap<string, CheckedFile>;
  /** The lines of signed proposals that hold from a later day on. */
  coming?: readonly SeatTerms[];
  /** The refused request that is asked again. */
  earlierId: string | null;
};

export type Asked =
  | { kind: "sent"; id: string; number: number; waits: boolean }
  | { kind: "wrong"; problems: Record<string, AnswerProblem> }
  /** The preview is another by now, or was not read yet. */
  | { kind: "preview"; item: OfferedItem; prepared: Prepared }
  | { kind: "proof-missing"; item: OfferedItem; prepared: Prepared }
  | { kind: "files-missing"; item: OfferedItem; prepared: Prepared; keys: string[] };

/** Works out what a request would cost and need, without sending it; an item that this person is not offered is a 404. */
export function previewChange(
  scope: ClientScope,
  input: Pick<AskInput, "id" | "itemId" | "sent" | "canProve" | "coming">,
): Promise<Exclude<Asked, { kind: "sent" | "proof-missing" | "files-missing" }>> {
  return inScope(scope, async (tx) => {
    const item = await offeredTo(tx, scope, input.itemId);
    const client = (await findLiveClient(tx, scope.clientId)) ?? notFound();
    const prepared = await prepareChange(tx, scope, client, { ...input, item });
    if (Object.keys(prepared.read.problems).length > 0)
      return { kind: "wrong", problems: prepared.read.problems };
    return { kind: "preview", item, prepared };
  });
}

/**
 * Sends a standard change: what was answered is checked again by the records as they are, and it is sent only if it costs and needs what
 * its requester read. It waits for approval where its rules ask for one, else it is with the MSP at once.
 */
export function askForChange(scope: ClientScope, input: AskInput): Promise<Asked> {
  return inScope(scope, async (tx) => {
    const client = (await lockClient(tx, scope.clientId)) ?? notFound();
    const item = await offeredTo(tx, scope, input.itemId);
    const prepared = await prepareChange(tx, scope, client, { ...input, item });
    if (Object.keys(prepared.read.problems).length > 0)
      return { kind: "wrong", problems: prepared.read.problems };
    if (prepared.seen !== input.seen) return { kind: "preview", item, prepared };
    if (prepared.needsProof && input.canProve && !input.proved)
      return { kind: "proof-missing", item, prepared };
    const files = input.files ?? new Map<string, CheckedFile>();
    const missing = prepared.files.filter(({ key, required }) => required && !files.has(key));
    if (missing.length > 0)
      return { kind: "files-missing", item, prepared, keys: missing.map(({ key }) => key) };
    const earlier = await findEarlier(tx, scope, input.earlierId);
    const { definition } = item;
    const given = withFiles(definition, prepared.read, files, ({ label }) => inLanguage(label));
    const waits = prepared.steps.length > 0;
    const created = await createRequestInside(tx, scope, {
      id: input.id,
      clientId: scope.clientId,
      title: prepared.title,
      description: given.shown
        .map(({ label, text }) => `${label}: ${isDay(text) ? formatDay(text) : text}`)
        .join("\n"),
      change: waits ? "awaiting_approval" : "new",
      files: prepared.files.flatMap(({ key }) => files.get(key) ?? []),
    });
    const sent = { kind: "sent" as const, id: created.id, number: created.number, waits };
    if (!created.isNew) return sent;
    const at = now();
    const proof: Proof | null = prepared.needsProof ? (input.proved ? "code" : "second-person") : null;
    const effectState = definition.effect === "none" ? "none" : "pending";
    const ids = { clientId: scope.clientId, requestId: created.id };
    await insertChange(tx, {
      ...ids,
      itemId: item.id,
      version: item.version,
      ...given,
      quote: prepared.quote,
      effectAt: prepared.effectAt,
      effectState,
      proof,
      proofAt: proof === null ? null : at,
      reversesId: null,
      earlierId: earlier?.requestId ?? null,
      at,
    });
    for (const line of definition.lines)
      if (holds(line.show, prepared.read.answers)) await insertLine(tx, ids.clientId, ids.requestId, line);
    await insertSteps(tx, { ...ids, at }, prepared.steps);
    if (waits) await tellApprovers(tx, ids, "asked");
    else await enqueueEffect(tx, { ...ids, effectAt: prepared.effectAt });
    if (!waits) await enqueueCalls(tx, { ...ids, effectAt: prepared.effectAt });
    await appendAudit(tx, scope, {
      action: "request.change-asked",
      target: `request:${created.number}`,
      detail: { title: prepared.title, count: prepared.steps.length, ...(proof ? { by: proof } : {}) },
    });
    return sent;
  });
}

/** Keeps that the text above an item's form was the answer, so that nothing is asked. */
export function solvedByText(scope: ClientScope, input: { id: string; itemId: string }): Promise<void> {
  return inScope(scope, async (tx) => {
    const { id: itemId } = await offeredTo(tx, scope, input.itemId);
    const { clientId, userId } = scope;
    await appendSolved(tx, { clientId, id: input.id, itemId, userId, at: now() });
  });
}

async function offeredTo(tx: Tx, scope: ClientScope, itemId: string): Promise<OfferedItem> {
  const item = await findOffered(tx, itemId);
  return item && item.definition.askers.includes(scope.role) ? item : notFound();
}
