import { randomBytes, timingSafeEqual } from "node:crypto";

import { z } from "zod";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findWorkType } from "#app/hours/work-types/work-type-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { sealBytes, unsealBytes } from "#app/platform/sealed-text.server.ts";
import { ownReach, urlRefusal, type UrlRefusal } from "#app/webhooks/safe-post.server.ts";

import { forgetAgents } from "./agent-store.server.ts";
import { apiOf } from "./context.server.ts";
import type { ChoicesValue } from "./forms.server.ts";
import { enqueueAll, wantTickets } from "./poll.server.ts";
import {
  type TicketKey,
  deleteMapped,
  findConnection,
  forgetHalo,
  listActors,
  listClientNames,
  listWaiting,
  switchRow,
  wantAgain,
  writeAccess,
  writeChoices,
  writeHeard,
  writeLists,
  writeMapped,
} from "./store.server.ts";
import { enqueueSync } from "./sync-request.server.ts";

export type AccessRefusal = UrlRefusal | "secret-needed" | "not-staff";
export type WantedAccess = { url: string; appId: string; secret: string | null; actsAs: string };

/** Keeps how Halo is reached, its secret encrypted. Without a secret the one that is there stays, for the same address alone. */
export function setAccess(scope: StaffScope, wanted: WantedAccess): Promise<Result<null, AccessRefusal>> {
  const { url, appId, secret, actsAs } = wanted;
  return inScope(scope, async (tx) => {
    const refusal = urlRefusal(url, ownReach()) ?? (new URL(url).search === "" ? null : "not-a-url");
    if (refusal) return refuse(refusal);
    const before = await findConnection(tx);
    const kept = before?.url === url ? before.secret : null;
    const sealed = secret === null ? kept : sealBytes("halo secret", Buffer.from(secret));
    if (sealed === null) return refuse("secret-needed");
    if (!(await listActors(tx)).some(({ userId }) => userId === actsAs)) return refuse("not-staff");
    const webhookSecret = before?.webhookSecret ?? sealBytes("halo secret", randomBytes(24));
    // Another Halo has other things under the same numbers.
    if (before && before.url !== url) {
      await forgetHalo(tx);
      await forgetAgents(tx);
    }
    await writeAccess(tx, { url, appId, secret: sealed, webhookSecret, actsAs });
    await appendAudit(tx, scope, { action: "halo.access-set" });
    return ok(null);
  });
}

/** Reads Halo's lists to choose from, and keeps them; answers whether Halo gave them. Makes its calls outside of any transaction. */
export async function refreshLists(scope: StaffScope): Promise<boolean> {
  const connection = (await readInScope(scope, findConnection)) ?? notFound();
  const lists = await apiOf(connection)?.lists();
  const at = now();
  return inScope(scope, async (tx) => {
    const refusal = lists ? (lists.ok ? null : lists.refusal) : "secret-wrong";
    const detail = lists && !lists.ok ? lists.detail : null;
    const status = refusal === null ? "works" : refusal === "missing" ? "refused" : refusal;
    await writeHeard(tx, { status, detail, at, notBefore: null });
    if (lists?.ok) await writeLists(tx, lists.value);
    return lists?.ok === true;
  });
}

export type ChoicesRefusal = "not-in-list" | "status-twice";

/** Keeps what was chosen of Halo's lists; what is not in them is refused, and so is one status for two states. */
export function setChoices(scope: StaffScope, value: ChoicesValue): Promise<Result<null, ChoicesRefusal>> {
  const { intent: _, workTypeId, statusNew, statusInProgress, statusWaiting, statusDone, ...others } = value;
  const statuses = {
    new: statusNew,
    in_progress: statusInProgress,
    waiting: statusWaiting,
    done: statusDone,
  };
  const sent = Object.values(statuses);
  return inScope(scope, async (tx) => {
    const connection = (await findConnection(tx)) ?? notFound();
    const lists = connection.lists ?? notFound();
    const isIn = (list: { id: number }[], ids: number[]) =>
      ids.every((id) => list.some((row) => row.id === id));
    if (
      !isIn(lists.types, [others.ticketTypeId]) ||
      !isIn(lists.agents, [others.agentId]) ||
      !isIn(lists.outcomes, [others.outcomeId]) ||
      !isIn(lists.statuses, [...sent, ...others.alsoWaiting, ...others.alsoDone]) ||
      !(await findWorkType(tx, workTypeId))
    )
      return refuse("not-in-list");
    if (new Set(sent).size < sent.length) return refuse("status-twice");
    await writeChoices(tx, { ...others, statuses }, workTypeId);
    await appendAudit(tx, scope, { action: "halo.choices-set" });
    return ok(null);
  });
}

/** Switches the connection on, with what waits for it first; refused before what it needs was chosen. */
export function switchOn(scope: StaffScope): Promise<Result<null, "not-chosen">> {
  return inScope(scope, async (tx) => {
    const { choices, workTypeId } = (await findConnection(tx)) ?? notFound();
    if (!choices || !workTypeId) return refuse("not-chosen");
    if (!(await switchRow(tx, true))) return ok(null);
    await enqueueAll(tx, await listWaiting(tx));
    await appendAudit(tx, scope, { action: "halo.switched-on" });
    return ok(null);
  });
}

/** Stops all exchange with Halo; what happens here meanwhile waits for it. */
export function switchOff(scope: StaffScope): Promise<void> {
  return inScope(scope, async (tx) => {
    if (await switchRow(tx, false)) await appendAudit(tx, scope, { action: "halo.switched-off" });
  });
}

/** Says which of Halo's clients is which of ours: requests from now on become tickets. */
export function mapClient(
  scope: StaffScope,
  { clientId, haloId }: { clientId: string; haloId: number },
): Promise<Result<null, "not-in-list" | "halo-client-taken">> {
  return inScope(scope, async (tx) => {
    const client = (await listClientNames(tx)).find(({ id }) => id === clientId) ?? notFound();
    const theirs = (await findConnection(tx))?.lists?.clients.find(({ id }) => id === haloId);
    if (!theirs) return refuse("not-in-list");
    if (!(await writeMapped(tx, { clientId, haloId, siteId: theirs.siteId }, now())))
      return refuse("halo-client-taken");
    await appendAudit(tx, scope, { action: "halo.client-mapped", target: `client:${client.id}`, clientId });
    return ok(null);
  });
}

/** Makes no more tickets of a client's requests; those that have one keep it. */
export function unmapClient(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    if (await deleteMapped(tx, clientId))
      await appendAudit(tx, scope, {
        action: "halo.client-unmapped",
        target: `client:${clientId}`,
        clientId,
      });
  });
}

/** Tries at once what failed. */
export function tryAgain(scope: StaffScope, key: TicketKey): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await wantAgain(tx, key))) return notFound();
    await enqueueSync(tx, key);
  });
}

const hint = z.union([
  z.object({ object_id: z.coerce.number().int() }).transform(({ object_id }) => object_id),
  z.object({ ticket: z.object({ id: z.int() }) }).transform(({ ticket }) => ticket.id),
  z.object({ ticket_id: z.coerce.number().int() }).transform(({ ticket_id }) => ticket_id),
]);

/** The password that Halo's webhooks bring, as its settings show it. */
export function webhookPassword(sealed: string): string | null {
  return unsealBytes("halo secret", sealed)?.toString("base64url") ?? null;
}

/**
 * Takes a webhook of Halo's as a hint that a ticket changed: what changed is asked of Halo itself. False where it brings another
 * password than the connection's, or there is none.
 */
export async function takeHint(authorization: string | null, body: string): Promise<boolean> {
  const connection = await asSystem(findConnection);
  const password = connection && webhookPassword(connection.webhookSecret);
  if (!password || !isPassword(password, authorization)) return false;
  const id = hint.safeParse(parsed(body)).data;
  if (id !== undefined && Math.abs(id) <= 2_147_483_647) await asSystem((tx) => wantTickets(tx, [id]));
  return true;
}

/** Whether a header brings a password, as Basic with any name or as Bearer. */
function isPassword(password: string, authorization: string | null): boolean {
  const [, kind = "", value = ""] = /^(basic|bearer) (\S{1,500})$/i.exec(authorization ?? "") ?? [];
  const given =
    kind.toLowerCase() === "basic"
      ? Buffer.from(value, "base64")
          .toString()
          .replace(/^[^:]*:/, "")
      : value;
  const [expected, got] = [Buffer.from(password), Buffer.from(given)];
  return expected.length === got.length && timingSafeEqual(expected, got);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
