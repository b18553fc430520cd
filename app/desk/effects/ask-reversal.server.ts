import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { tellApprovers } from "#app/desk/approvals/tell.server.ts";
import { asksProof } from "#app/desk/catalogue/prepare-change.server.ts";
import { planSteps, type PlannedStep } from "#app/desk/rules/approval.ts";
import type { Definition } from "#app/desk/rules/definition.ts";
import { amountOf, type Quote } from "#app/desk/rules/quote.ts";
import { findReversalRefusal, type ReversalRefusal } from "#app/desk/rules/reversal.ts";
import { insertSteps, listApprovers } from "#app/desk/store/approval-store.server.ts";
import { findVersion } from "#app/desk/store/catalogue-store.server.ts";
import {
  findChange,
  findChangeClient,
  insertChange,
  insertLine,
  type ChangeRow,
  type Proof,
} from "#app/desk/store/change-store.server.ts";
import { findRequest } from "#app/desk/store/request-detail.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { startOfMonth } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { locales } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";

type Asked = Result<{ id: string; number: number }, ReversalRefusal>;

/**
 * Asks to undo what a request did: a request of its own, asked and approved by the same rules, that puts back what was ended and ends what
 * was given; who was taken on leaves again. Sent twice, it is one request. A reversing request is not undone: the change is asked anew.
 */
export function askReversal(scope: Scope, input: { id: string; of: string }): Promise<Asked> {
  return inScope(scope, async (tx) => {
    const clientId =
      (scope.kind === "client" ? scope.clientId : await findChangeClient(tx, input.of)) ?? notFound();
    // The client's row is the lock: what undoes a change and what completes it come after each other.
    const client = (await lockClient(tx, clientId)) ?? notFound();
    const { title, description } = await findRequest(tx, scope, input.of);
    const change = (await findChange(tx, clientId, input.of)) ?? notFound();
    const sent = await findChange(tx, clientId, input.id);
    if (sent) return sent.reversesId === input.of ? ok(await numberOf(tx, clientId, input.id)) : notFound();
    const definition = (await findVersion(tx, change.itemId, change.version)) ?? notFound();
    const refusal = findReversalRefusal(change, mayAsk(scope, definition));
    if (refusal) return refuse(refusal);
    const { steps, proof } = await planReversal(tx, scope, client, { change, definition });
    const created = await createRequestInside(tx, scope, {
      id: input.id,
      clientId,
      title: m.change_reversal_title({ title }).slice(0, 140),
      description,
      change: steps.length > 0 ? "awaiting_approval" : "new",
    });
    if (!created.isNew) return notFound();
    const ids = { clientId, requestId: created.id };
    await keepReversal(tx, ids, { change, proof, zone: client.zone });
    await insertSteps(tx, { ...ids, at: now() }, steps);
    if (steps.length > 0) await tellApprovers(tx, ids, "asked");
    await appendAudit(tx, scope, {
      action: "request.change-asked",
      target: `request:${created.number}`,
      clientId,
      detail: { title, count: steps.length, ...(proof ? { by: proof } : {}) },
    });
    return ok({ id: created.id, number: created.number });
  });
}

/** Whether this person may ask what a change asked: staff who work on requests, or a client's person of a role that its item names. */
export async function mayAskAgain(tx: Tx, scope: Scope, change: ChangeRow): Promise<boolean> {
  const definition = await findVersion(tx, change.itemId, change.version);
  return definition !== null && mayAsk(scope, definition);
}

function mayAsk(scope: Scope, { askers }: Pick<Definition, "askers">): boolean {
  return scope.kind === "staff" ? may(scope, requestsAccess.work) : askers.includes(scope.role);
}

async function numberOf(tx: Tx, clientId: string, id: string): Promise<{ id: string; number: number }> {
  const { number } = (await findRequestFacts(tx, clientId, id)) ?? notFound();
  return { id, number };
}

/** The steps of what undoes a change: those of the change itself and its amount. No code is asked for, so a second person proves who asks. */
async function planReversal(
  tx: Tx,
  scope: Scope,
  client: Client,
  { change, definition }: { change: ChangeRow; definition: Definition },
): Promise<{ steps: PlannedStep[]; proof: Proof | null }> {
  const since = startOfDay(client.zone, startOfMonth(dayIn(client.zone, now())));
  const roster = await findRoster(tx, client.id);
  const needsSecondPerson = asksProof(definition, change.answers, roster, scope.userId);
  const steps = planSteps(definition.approval, {
    amountMinor: amountOf(change.quote),
    answers: change.answers,
    requesterId: scope.userId,
    needsSecondPerson,
    colleagues: await listApprovers(tx, client.id, since),
  });
  return { steps, proof: needsSecondPerson ? "second-person" : null };
}

/** Keeps what undoes a change, with the one line of its checklist. Undoing costs nothing. */
async function keepReversal(
  tx: Tx,
  ids: { clientId: string; requestId: string },
  { change, proof, zone }: { change: ChangeRow; proof: Proof | null; zone: Client["zone"] },
): Promise<void> {
  const at = now();
  const { returnUntil: _, saves: __, ...asked } = change.quote;
  const quote: Quote = {
    ...asked,
    onceMinor: 0,
    monthlyMinor: 0,
    later: [],
    thisMonthMinor: 0,
    doneBy: dayIn(zone, at),
    earliestEnd: null,
  };
  await insertChange(tx, {
    ...ids,
    itemId: change.itemId,
    version: change.version,
    answers: change.answers,
    shown: change.shown,
    quote,
    effectAt: null,
    effectState: "pending",
    proof,
    proofAt: proof === null ? null : at,
    reversesId: change.requestId,
    earlierId: null,
    at,
  });
  const [nl = "", de = "", en = ""] = locales.map((locale) => m.change_reversal_line({}, { locale }));
  await insertLine(tx, ids.clientId, ids.requestId, { text: { nl, de, en } });
}
