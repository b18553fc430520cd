import { decideMinutes, findSent, hoursOf, htmlOf, type Part } from "#app/connectors/rules/halo.ts";
import { correctInside } from "#app/hours/correct-time-entry.server.ts";
import { deleteInside } from "#app/hours/delete-time-entry.server.ts";
import { refusedByLedger } from "#app/hours/ledger.server.ts";
import { isContested } from "#app/hours/store/entry-query.server.ts";
import { lockTimeEntry } from "#app/hours/store/time-entry.server.ts";
import { asSystem, inScope, readInScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { refuse, type Result } from "#app/platform/result.ts";
import { listComments, listNotes } from "#app/requests/store/conversation.server.ts";

import type { Called } from "./api.server.ts";
import type { Pair } from "./context.server.ts";
import type { HaloAction } from "./shapes.ts";
import {
  listActionLinks,
  listOurTime,
  writeActionLink,
  type ActionKind,
  type ActionLink,
  type OurTime,
} from "./store.server.ts";
import { contentOf } from "./take-actions.server.ts";

type OurPart = Part & { kind: ActionKind; ourId: string; minutes: number };
type OurContent = { parts: OurPart[]; time: OurTime[]; links: ActionLink[] };

/** What stands on a request here, as Halo gets it, and what of it stands on both sides. */
export function readOurs({ actor, key }: Pick<Pair, "actor" | "key">): Promise<OurContent> {
  const request = { clientId: key.clientId, id: key.requestId };
  return readInScope(actor, async (tx) => {
    const texts = [
      ...(await listComments(tx, request)).map((one) => ({ ...one, kind: "comment" as const })),
      ...(await listNotes(tx, request)).map((one) => ({ ...one, kind: "note" as const })),
    ].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const time = await listOurTime(tx, key);
    const parts: OurPart[] = [
      ...texts.map(({ kind, id, authorName, body }) => ({
        ...{ kind, ourId: id, text: `${authorName}: ${body}`, hidden: kind === "note", minutes: 0 },
      })),
      // For Halo's people alone: the client reads it here, with how it was counted. The id tells entries of the same words apart.
      ...time.flatMap(({ id, engineerName, note, minutes, waits }) =>
        waits || minutes === 0
          ? []
          : [
              {
                kind: "time" as const,
                ourId: id,
                text: `${engineerName} (${id.slice(0, 8)}): ${note}`,
                hidden: true,
                minutes,
              },
            ],
      ),
    ];
    return {
      parts,
      time,
      links: await listActionLinks(
        tx,
        key,
        parts.map(({ ourId }) => ourId),
      ),
    };
  });
}

/**
 * Sends what stands here alone, oldest first. What Halo has already, since its answer got lost, is found among the actions of the
 * connection's own agent and not sent again. Answers what stands on both sides now.
 */
export async function sendParts(
  pair: Pair,
  { parts, links }: OurContent,
  actions: readonly HaloAction[],
): Promise<Called<ActionLink[]>> {
  const known = new Set(links.map(({ kind, ourId }) => `${kind} ${ourId}`));
  const taken = new Set(links.filter(({ isOwn }) => isOwn).map(({ haloId }) => haloId));
  const unsent = parts.filter(({ kind, ourId }) => !known.has(`${kind} ${ourId}`));
  const own = actions
    .filter(({ id, who_agentid }) => who_agentid === pair.choices.agentId && !taken.has(id))
    .map((action) => ({ id: action.id, ...contentOf(action) }));
  const sent = findSent(unsent, own);
  const all = [...links];
  for (const part of unsent) {
    const before = sent.get(part);
    const saved = before ? { ok: true as const, value: before.id } : await sendPart(pair, part);
    if (!saved.ok) return saved;
    const { kind, ourId } = part;
    // Where Halo has it already with other minutes, ours changed since they went.
    const minutes = kind === "time" ? (before?.minutes ?? part.minutes) : null;
    const link = { kind, ourId, haloId: saved.value, minutes, isOwn: true };
    await asSystem((tx) => writeActionLink(tx, pair.key, link));
    all.push(link);
  }
  return { ok: true, value: all };
}

function sendPart(
  { api, haloId, choices }: Pair,
  { text, hidden, minutes }: OurPart,
): Promise<Called<number>> {
  return api.saveAction({
    ...{ ticket_id: haloId, outcome_id: choices.outcomeId, note_html: htmlOf(text), hiddenfromuser: hidden },
    ...(minutes > 0 && { timetaken: hoursOf(minutes) }),
  });
}

/**
 * Brings minutes that one side changed since to the other. Answers why our side refused the first; null where it did not.
 */
export async function settleMinutes(
  pair: Pair,
  time: readonly OurTime[],
  links: readonly ActionLink[],
  actions: readonly HaloAction[],
): Promise<Called<string | null>> {
  let refused: string | null = null;
  for (const { kind, ourId, haloId, minutes: agreed, isOwn } of links) {
    const entry = time.find(({ id }) => id === ourId);
    const action = actions.find(({ id }) => id === haloId);
    if (!isOwn || kind !== "time" || agreed === null || !entry || !action || entry.waits) continue;
    const theirs = contentOf(action).minutes;
    const link = { kind, ourId, haloId };
    const decision = decideMinutes({ agreed, ours: entry.minutes, theirs });
    if (decision === "take") {
      const taken = await takeMinutes(pair, link, theirs);
      if (!taken.ok) refused ??= taken.refusal;
      continue;
    }
    if (decision === "send") {
      const timetaken = hoursOf(entry.minutes);
      const saved = await pair.api.saveAction({ id: haloId, ticket_id: pair.haloId, timetaken });
      if (!saved.ok) return saved;
    }
    if (agreed !== entry.minutes)
      await asSystem((tx) => writeActionLink(tx, pair.key, { ...link, minutes: entry.minutes }));
  }
  return { ok: true, value: refused };
}

function takeMinutes(
  { actor, key }: Pair,
  link: Omit<ActionLink, "minutes" | "isOwn">,
  minutes: number,
): Promise<Result<unknown, string>> {
  const { clientId } = key;
  const reason = m.connectors_time_reason();
  return refusedByLedger<Result<unknown, string>>(() =>
    inScope(actor, async (tx) => {
      const entry = await lockTimeEntry(tx, clientId, link.ourId);
      if (!entry) return refuse("no-such-entry");
      if (await isContested(tx, clientId, link.ourId)) return refuse("contested");
      const { entryId, revision } = entry;
      const done =
        minutes === 0
          ? await deleteInside(tx, actor, { clientId, entryId, revision, reason })
          : await correctInside(tx, actor, { ...entry, workedMinutes: minutes, long: true, reason });
      if (done.ok) await writeActionLink(tx, key, { ...link, minutes });
      return done;
    }),
  );
}
