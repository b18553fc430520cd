import { findClient } from "#app/clients/client-store.server.ts";
import { deskAccess } from "#app/desk/access.ts";
import { decidesAs } from "#app/desk/rules/approval.ts";
import { changedSince, type ShownAnswer } from "#app/desk/rules/answers.ts";
import type { EffectKind, LineCall } from "#app/desk/rules/definition.ts";
import { findReversalRefusal } from "#app/desk/rules/reversal.ts";
import type { Quote } from "#app/desk/rules/quote.ts";
import { listSteps, type StepRow } from "#app/desk/store/approval-store.server.ts";
import { listLatestCalls, type CallRow } from "#app/desk/store/automation-store.server.ts";
import {
  findChange,
  listLines,
  type ChangeRow,
  type EffectState,
  type LineRow,
  type Proof,
} from "#app/desk/store/change-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { listEndpoints } from "#app/webhooks/store/endpoint-store.server.ts";

import { openStepOf, readDecideFacts } from "./approvals/decide-facts.server.ts";
import { mayAskAgain } from "./effects/ask-reversal.server.ts";
import { previewEffect, previewForClient, type PreviewLine } from "./effects/preview-effect.server.ts";

/** A line of the checklist, with the automation that it calls and how its latest call stands. */
export type ShownLine = Omit<LineRow, "text" | "call"> & {
  text: string;
  automation: { name: string; at: LineCall["at"]; call: CallRow | null } | null;
};

/** What a request's page shows of a standard change. */
export type ChangePanel = {
  itemId: string;
  effect: EffectKind;
  effectState: EffectState;
  effectAt: Date | null;
  effectRefusal: string | null;
  shown: ShownAnswer[];
  /** What was answered in the refused request that this one asks again, where it differs. */
  earlier: Record<string, string | null>;
  earlierId: string | null;
  reversesId: string | null;
  reversedBy: string | null;
  quote: Quote;
  proof: Proof | null;
  /** How staff made sure of who asked. */
  proofNote: string;
  /** Who of the MSP wrote it down for its requester; empty for nobody. */
  askedBy: string;
  steps: StepRow[];
  /** For staff alone: proofs are theirs. */
  lines: ShownLine[];
  /** The step that this person can decide on now. */
  decides: { position: number; for: string | null; mayApprove: boolean } | null;
  /** Whether this person can ask to undo it. */
  mayUndo: boolean;
  isRequester: boolean;
  /** What completing it changes; of a client's people for those who may know what colleagues hold. */
  preview: PreviewLine[];
};

/** A request's change as this person may see it; null for a request that is none. */
export function getChangePanel(
  scope: Scope,
  request: { clientId: string; id: string },
): Promise<ChangePanel | null> {
  return readInScope(scope, async (tx) => {
    const change = await findChange(tx, request.clientId, request.id);
    if (!change) return null;
    const steps = await listSteps(tx, request.clientId, request.id);
    const lines = scope.kind === "staff" ? await listLines(tx, request.clientId, request.id) : [];
    const earlier =
      change.earlierId === null ? null : await findChange(tx, request.clientId, change.earlierId);
    const requesterId = await requesterOf(tx, change);
    const isPending = change.effectState === "pending";
    return {
      itemId: change.itemId,
      effect: change.effect,
      effectState: change.effectState,
      effectAt: change.effectAt,
      effectRefusal: change.effectRefusal,
      shown: change.shown,
      earlier: earlier ? changedSince(earlier.shown, change.shown) : {},
      earlierId: change.earlierId,
      reversesId: change.reversesId,
      reversedBy: change.reversedBy,
      quote: change.quote,
      proof: change.proof,
      proofNote: change.proofNote,
      askedBy: change.askedBy === null ? "" : (change.askedByName ?? m.change_group_msp()),
      steps,
      lines: await shownLines(tx, request, lines),
      decides: await findDecides(tx, scope, change, steps, requesterId),
      mayUndo: findReversalRefusal(change, await mayAskAgain(tx, scope, change)) === null,
      isRequester: requesterId === scope.userId,
      preview: isPending ? await previewOf(tx, scope, change) : [],
    };
  });
}

function previewOf(tx: Tx, scope: Scope, change: ChangeRow): Promise<PreviewLine[]> {
  return scope.kind === "staff" ? previewEffect(tx, change) : previewForClient(tx, scope, change);
}

async function shownLines(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
  lines: LineRow[],
): Promise<ShownLine[]> {
  const hasCalls = lines.some(({ call }) => call !== null);
  const calls = hasCalls ? await listLatestCalls(tx, clientId, id) : [];
  const endpoints = hasCalls ? await listEndpoints(tx) : [];
  return lines.map(({ call, ...line }) => ({
    ...line,
    text: inLanguage(line.text),
    automation: call && {
      name: endpoints.find((endpoint) => endpoint.id === call.endpointId)?.name ?? "",
      at: call.at,
      call: calls.find(({ position }) => position === line.position) ?? null,
    },
  }));
}

async function requesterOf(tx: Tx, change: ChangeRow): Promise<string | null> {
  const facts = await findRequestFacts(tx, change.clientId, change.requestId);
  return facts?.requesterId ?? null;
}

async function findDecides(
  tx: Tx,
  scope: Scope,
  change: ChangeRow,
  steps: StepRow[],
  requesterId: string | null,
): Promise<ChangePanel["decides"]> {
  const open = steps.find(({ state }) => state === "open");
  if (!open) return null;
  if (scope.kind === "staff")
    return open.group === "msp" && may(scope, deskAccess.approveAtMsp)
      ? { position: open.position, for: null, mayApprove: true }
      : null;
  const client = (await findClient(tx, change.clientId)) ?? notFound();
  const facts = await readDecideFacts(tx, client, { ...change, requesterId });
  const approves = decidesAs(scope.userId, "approved", openStepOf(open), facts);
  const as = approves.ok ? approves : decidesAs(scope.userId, "refused", openStepOf(open), facts);
  if (!as.ok) return null;
  const other = open.approvers.find(({ userId }) => userId === as.value && userId !== scope.userId);
  return { position: open.position, for: other?.name ?? null, mayApprove: approves.ok };
}
