import { randomUUID } from "node:crypto";

import {
  decideState,
  htmlOf,
  meaningOf,
  retryAfterMs,
  sharedStateOf,
  type SharedState,
  type StateDecision,
} from "#app/connectors/rules/halo.ts";
import { actOnRequestInside } from "#app/desk/act-on-request.server.ts";
import { changeRefusalWords } from "#app/desk/components/change-words.ts";
import {
  completeChangeInside,
  endSessionsOf,
  listOpenLines,
} from "#app/desk/effects/complete-change.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requireMsp } from "#app/platform/msp.server.ts";
import { withRequestContext } from "#app/platform/request-context.server.ts";
import { addNoteInside } from "#app/requests/add-note.server.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";

import type { Called, HaloFailure } from "./api.server.ts";
import { readContext, type HaloContext, type Pair } from "./context.server.ts";
import { readOurs, sendParts, settleMinutes } from "./send-parts.server.ts";
import {
  findLink,
  findOurRequest,
  writeAgreed,
  writeHaloId,
  writeHeard,
  writeOutcome,
  type OurRequest,
  type TicketKey,
  type TicketLink,
} from "./store.server.ts";
import { takeActions } from "./take-actions.server.ts";
import { takeAssignee } from "./take-assignee.server.ts";

/** Asks for a request to be brought together; one at a time, since Halo's numbers race. */
export async function enqueueSync(tx: Tx, { clientId, requestId }: TicketKey, runAt?: Date): Promise<void> {
  await enqueue(
    tx,
    "connectors.halo-sync",
    { clientId, requestId },
    { key: `halo:${requestId}`, queue: "halo", ...(runAt ? { runAt } : {}) },
  );
}

/**
 * Brings a request and its ticket to the same: makes the ticket where there is none, takes what Halo has and we don't, settles the
 * state, sends what we have and Halo doesn't. It may stop anywhere and begin again: what stands on both sides is known by ids, and
 * nothing is made without looking first. A failure is kept with its reason and tried again later, without end.
 */
export async function syncRequest(key: TicketKey): Promise<void> {
  const found = await asSystem(async (tx) => ({
    ...{
      context: await readContext(tx),
      link: await findLink(tx, key),
      request: await findOurRequest(tx, key),
    },
    locale: (await requireMsp(tx)).locale,
  }));
  const { context, link, request } = found;
  if (!link || !request || context === "off") return;
  if (context === "secret-wrong" || context === "actor-gone")
    return asSystem((tx) => keepFailure(tx, link, { refusal: context, detail: "", retryAfterSeconds: null }));
  const { notBefore } = context.connection;
  if (notBefore && notBefore > now()) return asSystem((tx) => enqueueSync(tx, key, notBefore));
  const work = () => bringTogether(context, link, request);
  const done = await withRequestContext(
    { requestId: randomUUID(), ip: "", nonce: "", userAgent: "", reads: false, via: "HaloPSA" },
    () => withLocale(localeOf(found.locale), work),
  );
  await asSystem((tx) => (done.ok ? keepDone(tx, link, done.value) : keepFailure(tx, link, done)));
}

/** Answers why something was refused here while all else went well; null where nothing was. */
async function bringTogether(
  context: HaloContext,
  link: TicketLink,
  request: OurRequest,
): Promise<Called<string | null>> {
  const key = { clientId: link.clientId, requestId: link.requestId };
  const own = sharedStateOf(request.state);
  if (link.haloId === null && own === null) return { ok: true, value: null };
  const found =
    link.haloId === null
      ? await makeTicket(context, key, request)
      : { ok: true as const, value: link.haloId };
  if (!found.ok) return found;
  const pair: Pair = { ...context, key, haloId: found.value };
  const ticket = await context.api.ticket(pair.haloId);
  if (!ticket.ok) return ticket;
  if (ticket.value.third_party_id_string !== key.requestId)
    return { ok: false, refusal: "missing", detail: "third_party_id_string", retryAfterSeconds: null };
  const mergedInto = ticket.value.merged_into_id ?? 0;
  if (mergedInto > 0)
    return { ok: false, refusal: "missing", detail: `merged_into_id ${mergedInto}`, retryAfterSeconds: null };
  const actions = await context.api.actions(pair.haloId);
  if (!actions.ok) return actions;
  const before = await readOurs(pair);
  const timeRefused = await takeActions(pair, actions.value, before.links);
  await takeAssignee(pair, ticket.value.agent_id ?? null);
  const settled = await settleState(
    pair,
    link.agreedState,
    meaningOf(context.choices, ticket.value.status_id),
  );
  if (!settled.ok) return settled;
  const ours = await readOurs(pair);
  const sent = await sendParts(pair, ours, actions.value);
  if (!sent.ok) return sent;
  const minutes = await settleMinutes(pair, ours.time, sent.value, actions.value);
  return minutes.ok ? { ok: true, value: timeRefused ?? minutes.value } : minutes;
}

/** Makes a request's ticket, unless Halo has one that carries its id: an answer may have been lost. */
async function makeTicket(
  { api, choices, clients }: HaloContext,
  key: TicketKey,
  request: OurRequest,
): Promise<Called<number>> {
  const client = clients.find(({ clientId }) => clientId === key.clientId);
  if (!client) return { ok: false, refusal: "missing", detail: "client", retryAfterSeconds: null };
  const there = await api.ticketsOf(client.haloId, key.requestId);
  if (!there.ok) return there;
  const known = there.value.find((ticket) => ticket.third_party_id_string === key.requestId);
  const state = sharedStateOf(request.state) ?? "new";
  const made = known
    ? { ok: true as const, value: known.id }
    : await api.saveTicket({
        ...{ client_id: client.haloId, ...(client.siteId === null ? {} : { site_id: client.siteId }) },
        ...{ tickettype_id: choices.ticketTypeId, status_id: choices.statuses[state] },
        ...{ summary: `${request.title} (#${request.number})`, details_html: detailsOf(key, request) },
        third_party_id_string: key.requestId,
      });
  if (made.ok)
    await asSystem(async (tx) => {
      await writeHaloId(tx, key, made.value);
      if (!known) await writeAgreed(tx, key, state);
    });
  return made;
}

function detailsOf({ requestId }: TicketKey, { description, requesterName }: OurRequest): string {
  const link = `${env().origin}/staff/requests/${requestId}`;
  return htmlOf([requesterName, description, link].filter(Boolean).join("\n"));
}

/** Which side's state holds (null: neither yet), and whose sessions are to end with it. */
type Settled = { decision: StateDecision | null; ended: string[] };

async function settleState(
  { api, actor, choices, key, haloId }: Pair,
  agreed: SharedState | null,
  theirs: SharedState,
): Promise<Called<null>> {
  // Read again under its lock: an act of the meantime brings the next round with it.
  const { decision, ended } = await inScope(actor, async (tx): Promise<Settled> => {
    const found = await findOurRequest(tx, key);
    if (!found) return { decision: null, ended: [] };
    const isClosed = theirs === "done" && agreed !== "done" && isAtWork(found.state);
    const ended =
      found.kind === "change" && isClosed
        ? await completeOrSayWhy(tx, actor, key.requestId, found.state)
        : [];
    const request = (await findOurRequest(tx, key)) ?? found;
    const decided = decideState({ agreed, ours: request.state, theirs, kind: request.kind });
    let from = request.state;
    for (const to of decided.do === "take" ? decided.steps : []) {
      const moved = await actOnRequestInside(tx, actor, key.requestId, { intent: "move", from, to });
      if (!moved.ok) return { decision: null, ended };
      from = to;
    }
    if (decided.do === "take" || (decided.do === "nothing" && sharedStateOf(request.state) === theirs))
      await writeAgreed(tx, key, theirs);
    return { decision: decided, ended };
  });
  await endSessionsOf({ endedUserIds: ended });
  if (decision?.do !== "send") return { ok: true, value: null };
  const saved = await api.saveTicket({ id: haloId, status_id: choices.statuses[decision.state] });
  if (!saved.ok) return saved;
  await asSystem((tx) => writeAgreed(tx, key, decision.state));
  return { ok: true, value: null };
}

/**
 * Completes a standard change whose ticket Halo closed. Where it can't be, the ticket is opened again and a note says why, with the lines
 * that are open. Answers whose sessions end with it.
 */
async function completeOrSayWhy(
  tx: Tx,
  actor: Pair["actor"],
  requestId: string,
  from: OurRequest["state"],
): Promise<string[]> {
  const done = await completeChangeInside(tx, actor, { id: requestId, from });
  if (done.ok) return done.value.endedUserIds;
  const open = done.refusal === "lines-open" ? await listOpenLines(tx, requestId) : [];
  const body = [m.connectors_change_open({ why: changeRefusalWords(done.refusal) }), ...open].join("\n");
  await addNoteInside(tx, actor, { id: randomUUID(), requestId, body });
  return [];
}

/** Keeps that Halo did what it was asked; what was refused here is tried again as a failure is. */
async function keepDone(tx: Tx, link: TicketLink, refused: string | null): Promise<void> {
  const at = now();
  await writeHeard(tx, { status: "works", detail: null, at, notBefore: null });
  if (refused !== null) return keepLater(tx, link, { problem: "time-refused", detail: refused }, null);
  await writeOutcome(tx, link, { done: link.wanted, tries: 0, problem: null, detail: null, nextAt: null });
}

type Failure = Omit<HaloFailure, "ok" | "refusal"> & { refusal: HaloFailure["refusal"] | "actor-gone" };

async function keepFailure(tx: Tx, link: TicketLink, failure: Failure): Promise<void> {
  const { refusal, detail, retryAfterSeconds } = failure;
  const at = now();
  const notBefore = retryAfterSeconds === null ? null : new Date(at.getTime() + retryAfterSeconds * 1000);
  if (refusal === "secret-wrong" || refusal === "not-allowed" || refusal === "unavailable")
    await writeHeard(tx, { status: refusal, detail, at, notBefore });
  await keepLater(tx, link, { problem: refusal, detail }, notBefore);
}

async function keepLater(
  tx: Tx,
  link: TicketLink,
  why: { problem: string; detail: string },
  notBefore: Date | null,
): Promise<void> {
  const tries = link.tries + 1;
  const nextAt = new Date(Math.max(now().getTime() + retryAfterMs(tries), notBefore?.getTime() ?? 0));
  await writeOutcome(tx, link, { done: 0, tries, ...why, nextAt });
  await enqueueSync(tx, link, nextAt);
}
