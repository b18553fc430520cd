import { isAlive } from "#app/agreements/agreement.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { RollbackError } from "#app/platform/errors.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { uuidOf } from "#app/platform/uuid-of.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { tellMaker } from "./letters.server.ts";
import { endSigning, prepareSigning } from "./prepare-signing.server.ts";
import { leastOf, mostSeats, quantityOf, type Seats } from "./rules/proposal.ts";
import type { AcceptRefusal } from "./rules/refusals.ts";
import { stateAfter } from "./rules/state.ts";
import { isBelowFloor } from "./seats-margin.server.ts";
import {
  hasSigned,
  listVersions,
  lockProposal,
  moveProposal,
  type Payment,
  type Proposal,
} from "./store/proposal-store.server.ts";
import { appendQuestion } from "./store/talk-store.server.ts";

type Accept = { id: string; seen: string; variant: string; seats: Seats; payment: Payment };

/**
 * A client takes a variant of the version that it read, with its seat numbers and how it will pay; answers the id of the agreement to
 * sign. Taken twice alike, it is taken once. Fewer seats than a line asks for are refused; numbers with which the expected margin falls
 * below the owner's floor become a question to the proposal's maker, whose next version the owner lets out.
 */
export async function acceptProposal(
  scope: ClientScope,
  taken: Accept,
): Promise<Result<string, AcceptRefusal>> {
  const { id, seen, variant: key, seats, payment } = taken;
  const isTooLow = await isBelowFloor(scope.clientId, taken);
  return inScope(scope, async (tx) => {
    const { clientId } = scope;
    const client = await lockClient(tx, clientId);
    const proposal = await lockSeen(tx, clientId, id);
    const sent = (await listVersions(tx, proposal)).find(({ sentAt }) => sentAt !== null);
    const variant = sent?.variants.find((one) => one.key === key);
    if (!client || sent?.id !== seen || !variant) return refuse("changed-meanwhile");
    const known = await findAgreementFor(tx, "proposal", id);
    const isTaken = proposal.state === "accepted" && proposal.versionId === seen && proposal.variant === key;
    if (isTaken && known && isAlive(known)) return ok(known.id);
    const state = stateAfter(proposal.state, "accept");
    if (state === null) return refuse("not-now");
    if (sent.startsOn <= dayIn(client.zone, now())) return refuse("start-passed");
    const own = variant.lines.filter(({ perSeat }) => perSeat);
    const numbers = Object.fromEntries(own.map((line) => [line.key, seats[line.key] ?? line.quantity]));
    if (Object.values(numbers).some((count) => !Number.isInteger(count) || count < 1 || count > mostSeats))
      return refuse("seats-wrong");
    if (own.some((line) => quantityOf(line, numbers) < leastOf(line))) return refuse("seats-too-few");
    if (await hasSigned(tx, clientId)) return refuse("other-signed");
    if (isTooLow) {
      const wanted = own.map((line) => `${line.label}: ${formatNumber(quantityOf(line, numbers))}`);
      const words = m.conversion_seats_wish({ variant: variant.name, seats: wanted.join(", ") });
      const questionId = uuidOf(`seats:${seen}:${key}:${JSON.stringify(numbers)}`);
      await askInside(tx, scope, proposal, { questionId, lineKey: null, words });
      return refuse("seats-asked");
    }
    await moveProposal(tx, proposal, state, {
      versionId: seen,
      variant: key,
      seats: numbers,
      payment,
      acceptedBy: scope.userId,
      acceptedAt: now(),
    });
    const said = { client, proposal, version: sent, variant, seats: numbers, payment };
    const agreement = await prepareSigning(tx, scope, said);
    if (!agreement.ok) throw new RollbackError(agreement.refusal);
    await tellMaker(tx, proposal, { kind: "accepted", key: `${seen}:${key}` });
    await appendAudit(tx, scope, {
      action: "proposal.accepted",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name, kind: variant.name, count: sent.number },
    });
    return ok(agreement.value.id);
  }).catch((error: unknown) => {
    if (error instanceof RollbackError) return refuse("agreement");
    throw error;
  });
}

/** A client's proposal as far as the client may know of it: one that was never sent is not there. */
async function lockSeen(tx: Tx, clientId: string, id: string): Promise<Proposal> {
  const proposal = await lockProposal(tx, clientId, id);
  return proposal && proposal.state !== "draft" ? proposal : notFound();
}

/** A client opens its choice again before it signs; done twice, it is done once. */
export function reconsiderProposal(scope: ClientScope, id: string): Promise<Result<null, AcceptRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = await lockSeen(tx, scope.clientId, id);
    if (proposal.state === "sent") return ok(null);
    const state = stateAfter(proposal.state, "reconsider");
    if (state === null) return refuse("not-now");
    if (!(await endSigning(tx, scope, id, proposal.name))) return refuse("already-signed");
    await moveProposal(tx, proposal, state);
    await appendAudit(tx, scope, {
      action: "proposal.reconsidered",
      target: `proposal:${id}`,
      detail: { name: proposal.name },
    });
    return ok(null);
  });
}

/** A client says no, with a reason or without; done twice, it is done once. */
export function declineProposal(
  scope: ClientScope,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null, AcceptRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = await lockSeen(tx, scope.clientId, id);
    if (proposal.state === "declined") return ok(null);
    const state = stateAfter(proposal.state, "decline");
    if (state === null) return refuse("not-now");
    if (!(await endSigning(tx, scope, id, reason || proposal.name))) return refuse("already-signed");
    await moveProposal(tx, proposal, state, { declinedReason: reason || null });
    await tellMaker(tx, proposal, { kind: "declined", key: "", words: reason });
    await appendAudit(tx, scope, {
      action: "proposal.declined",
      target: `proposal:${id}`,
      detail: { name: proposal.name, ...(reason && { reason }) },
    });
    return ok(null);
  });
}

type Asked = { questionId: string; lineKey: string | null; words: string };

/** A client asks about a proposal or one of its lines; its maker is told. Sent twice, it is asked once. */
export function askAboutProposal(
  scope: ClientScope,
  asked: Asked & { id: string },
): Promise<Result<null, AcceptRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = await lockSeen(tx, scope.clientId, asked.id);
    if (proposal.state !== "sent" && proposal.state !== "accepted") return refuse("not-now");
    await askInside(tx, scope, proposal, asked);
    return ok(null);
  });
}

async function askInside(
  tx: Tx,
  scope: ClientScope,
  proposal: Proposal,
  { questionId, lineKey, words }: Asked,
): Promise<void> {
  if (!(await appendQuestion(tx, proposal, { questionId, lineKey, words, askedBy: scope.userId }))) return;
  await tellMaker(tx, proposal, { kind: "asked", key: questionId, words });
  await appendAudit(tx, scope, {
    action: "proposal.asked",
    target: `proposal:${proposal.id}`,
    detail: { name: proposal.name },
  });
}
