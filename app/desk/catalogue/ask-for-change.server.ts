import { findLiveClient, lockClient } from "#app/clients/client-store.server.ts";
import { tellApprovers, tellWrittenDown } from "#app/desk/approvals/tell.server.ts";
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
import type { ClientScope, Scope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { isDay } from "#app/platform/day.ts";
import { notFound } from "#app/platform/http.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";

import { findAsker, type AskedFor, type Asker } from "./asker.server.ts";
import { findEarlier } from "./find-earlier.server.ts";
import { prepareChange, type Prepared, type Sent } from "./prepare-change.server.ts";

export type AskInput = {
  /** Made with the form: sent twice, it is one request. */
  id: string;
  itemId: string;
  sent: Sent;
  /** The hash of the preview that the requester read; null where what asks shows none. */
  seen: string | null;
  /** Whether the requester can prove who they are by a code, and whether they did. */
  canProve: boolean;
  proved: boolean;
  /** The files that were sent, by the keys of their questions. */
  files?: ReadonlyMap<string, CheckedFile>;
  /** The lines of signed proposals that hold from a later day on. */
  coming?: readonly SeatTerms[];
  /** The refused request that is asked again. */
  earlierId: string | null;
  /** How staff made sure of who asks by phone; empty where somebody else at the client is to do it. */
  checked?: string;
  /** How urgent it is, where staff say so. */
  priority?: Priority | undefined;
};

type PreviewInput = Pick<AskInput, "id" | "itemId" | "sent" | "canProve" | "coming">;

export type Asked =
  | { kind: "sent"; id: string; number: number; waits: boolean }
  | { kind: "wrong"; problems: Record<string, AnswerProblem> }
  /** The preview is another by now, or was not read yet. */
  | { kind: "preview"; item: OfferedItem; prepared: Prepared }
  | { kind: "proof-missing"; item: OfferedItem; prepared: Prepared }
  | { kind: "files-missing"; item: OfferedItem; prepared: Prepared; keys: string[] };

/** Works out what a request would cost and need, without sending it; an item that this person is not offered is a 404. */
export function previewChange(scope: ClientScope, input: PreviewInput): Promise<Previewed> {
  return inScope(scope, (tx) => previewInside(tx, scope, input, false));
}

type Previewed = Exclude<Asked, { kind: "sent" | "proof-missing" | "files-missing" }>;

async function previewInside(
  tx: Tx,
  asker: Asker,
  input: PreviewInput,
  byPhone: boolean,
): Promise<Previewed> {
  const item = await offeredTo(tx, asker, input.itemId);
  const client = (await findLiveClient(tx, asker.clientId)) ?? notFound();
  const prepared = await prepareChange(tx, asker, client, { ...input, item, byPhone });
  if (Object.keys(prepared.read.problems).length > 0)
    return { kind: "wrong", problems: prepared.read.problems };
  return { kind: "preview", item, prepared };
}

/** What staff read before they send a change for somebody who asked by phone, in the requester's language; `checked` as in `askOnBehalf`. */
export function previewOnBehalf(
  scope: StaffScope,
  who: AskedFor,
  input: Omit<PreviewInput, "canProve"> & { checked: string },
): Promise<Previewed> {
  return inScope(scope, async (tx) => {
    const asker = await findAsker(tx, who);
    const asks = { ...input, canProve: input.checked !== "" };
    return withLocale(asker.locale, () => previewInside(tx, asker, asks, true));
  });
}

/**
 * Sends a standard change that a client's person asked for by phone: offered, priced and approved as if they had asked it themselves. An
 * item that ever asks for proof asks for it here: staff say how they made sure (`checked`), else a second person at the client approves.
 * Who wrote it down stands with the request, and the requester is told.
 */
export function askOnBehalf(scope: StaffScope, who: AskedFor, input: OnBehalf): Promise<Asked> {
  return inScope(scope, (tx) => askOnBehalfInside(tx, scope, who, input));
}

type OnBehalf = Omit<AskInput, "canProve" | "proved" | "earlierId"> & { checked: string };

/** The same in the caller's transaction, which has locked nothing. */
export async function askOnBehalfInside(
  tx: Tx,
  scope: StaffScope,
  who: AskedFor,
  input: OnBehalf,
): Promise<Asked> {
  const asker = await findAsker(tx, who);
  const asks = { ...input, canProve: input.checked !== "", proved: false, earlierId: null };
  return withLocale(asker.locale, () => askInside(tx, scope, asker, asks));
}

/**
 * Sends a standard change: what was answered is checked again by the records as they are, and it is sent only if it costs and needs what
 * its requester read. It waits for approval where its rules ask for one, else it is with the MSP at once.
 */
export function askForChange(scope: ClientScope, input: AskInput): Promise<Asked> {
  return inScope(scope, (tx) => askInside(tx, scope, scope, input));
}

async function askInside(tx: Tx, scope: Scope, asker: Asker, input: AskInput): Promise<Asked> {
  const byPhone = scope.kind === "staff";
  const client = (await lockClient(tx, asker.clientId)) ?? notFound();
  const item = await offeredTo(tx, asker, input.itemId);
  const prepared = await prepareChange(tx, asker, client, { ...input, item, byPhone });
  if (Object.keys(prepared.read.problems).length > 0)
    return { kind: "wrong", problems: prepared.read.problems };
  if (input.seen !== null && prepared.seen !== input.seen) return { kind: "preview", item, prepared };
  if (!byPhone && prepared.needsProof && input.canProve && !input.proved)
    return { kind: "proof-missing", item, prepared };
  const files = input.files ?? new Map<string, CheckedFile>();
  const missing = prepared.files.filter(({ key, required }) => required && !files.has(key));
  if (missing.length > 0)
    return { kind: "files-missing", item, prepared, keys: missing.map(({ key }) => key) };
  const earlier = scope.kind === "client" ? await findEarlier(tx, scope, input.earlierId) : null;
  const { definition } = item;
  const given = withFiles(definition, prepared.read, files, ({ label }) => inLanguage(label));
  const waits = prepared.steps.length > 0;
  const created = await createRequestInside(tx, scope, {
    id: input.id,
    clientId: asker.clientId,
    requesterId: asker.userId,
    priority: input.priority,
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
  const proof = prepared.needsProof ? proofOf(input) : null;
  const effectState = definition.effect === "none" ? "none" : "pending";
  const ids = { clientId: asker.clientId, requestId: created.id };
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
    proofNote: proof === "msp" ? (input.checked ?? "") : "",
    askedBy: byPhone ? scope.userId : null,
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
  if (byPhone) await tellWrittenDown(tx, ids, { by: scope.name, to: asker.userId });
  await appendAudit(tx, scope, {
    action: byPhone ? "request.change-written-down" : "request.change-asked",
    target: `request:${created.number}`,
    clientId: ids.clientId,
    detail: {
      title: prepared.title,
      count: prepared.steps.length,
      ...(byPhone ? { people: [asker.name] } : {}),
      ...(proof ? { by: proof } : {}),
      ...(proof === "msp" ? { reason: input.checked ?? "" } : {}),
    },
  });
  return sent;
}

function proofOf({ proved, checked = "" }: AskInput): Proof {
  return proved ? "code" : checked !== "" ? "msp" : "second-person";
}

/** Keeps that the text above an item's form was the answer, so that nothing is asked. */
export function solvedByText(scope: ClientScope, input: { id: string; itemId: string }): Promise<void> {
  return inScope(scope, async (tx) => {
    const { id: itemId } = await offeredTo(tx, scope, input.itemId);
    const { clientId, userId } = scope;
    await appendSolved(tx, { clientId, id: input.id, itemId, userId, at: now() });
  });
}

async function offeredTo(tx: Tx, { clientId, role }: Asker, itemId: string): Promise<OfferedItem> {
  const item = await findOffered(tx, clientId, itemId);
  return item && item.definition.askers.includes(role) ? item : notFound();
}
