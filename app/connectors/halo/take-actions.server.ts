import { haloInstant, minutesOf, textOf } from "#app/connectors/rules/halo.ts";
import { actOnRequestInside } from "#app/desk/act-on-request.server.ts";
import { refusedByLedger } from "#app/hours/ledger.server.ts";
import { postTimeInside } from "#app/hours/post-time-entry.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requireMsp } from "#app/platform/msp.server.ts";
import type { Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { addNoteInside } from "#app/requests/add-note.server.ts";

import { authorOf, ourIdOf, type Pair } from "./context.server.ts";
import type { HaloAction } from "./shapes.ts";
import { writeActionLink, type ActionLink } from "./store.server.ts";

/** The longest text that a comment, and the note of a time entry, takes. */
const longestText = 8000;
const longestNote = 2000;

/** What an action of Halo's says: its text, who reads it, and the minutes that it took. */
export function contentOf(action: HaloAction): { text: string; hidden: boolean; minutes: number } {
  return {
    text: textOf(action.note_html || action.note || ""),
    // What is not plainly the client's to read is internal.
    hidden: action.hiddenfromuser !== false,
    minutes: minutesOf(action.timetaken ?? 0),
  };
}

/**
 * Takes what Halo's people wrote and logged on a ticket and what is not here yet, oldest first: a comment where the client may read
 * it, else an internal note, and a time entry for its minutes, each once. Answers why the first one was refused; null where none was.
 */
export async function takeActions(
  pair: Pair,
  actions: readonly HaloAction[],
  links: readonly ActionLink[],
): Promise<string | null> {
  const known = (haloId: number, time: boolean): boolean =>
    links.some((link) => link.isOwn && link.haloId === haloId && (link.kind === "time") === time);
  let refused: string | null = null;
  for (const action of actions) {
    if (action.who_agentid === pair.choices.agentId) continue;
    const { text, minutes } = contentOf(action);
    if (text !== "" && !known(action.id, false)) await takeText(pair, action);
    if (minutes === 0 || known(action.id, true)) continue;
    const taken = await takeTime(pair, action);
    if (!taken.ok) refused ??= taken.refusal;
  }
  return refused;
}

async function takeText(pair: Pair, action: HaloAction): Promise<void> {
  const { text, hidden } = contentOf(action);
  const kind = hidden ? "note" : "comment";
  const id = ourIdOf(pair, "text", action.id);
  const { author, isTheirs } = authorOf(pair, action);
  const body = signed(action, text, isTheirs).slice(0, longestText);
  await inScope(author, async (tx) => {
    const { requestId } = pair.key;
    if (hidden) await addNoteInside(tx, author, { id, requestId, body });
    else await actOnRequestInside(tx, author, requestId, { intent: "comment", id, body });
    await writeActionLink(tx, pair.key, { kind, ourId: id, haloId: action.id, minutes: null });
  });
}

/** A text whose author is nobody here begins with who wrote it. */
function signed({ who }: HaloAction, text: string, isTheirs: boolean): string {
  return isTheirs || !who ? text : `${who.slice(0, 100)}: ${text}`;
}

function takeTime(pair: Pair, action: HaloAction): Promise<Result<unknown, string>> {
  const { text, hidden, minutes } = contentOf(action);
  const { author, isTheirs } = authorOf(pair, action);
  const note = signed(action, text, isTheirs).slice(0, longestNote);
  const entryId = ourIdOf(pair, "time", action.id);
  return refusedByLedger<Result<unknown, string>>(() =>
    inScope(author, async (tx) => {
      const ended = haloInstant(action.datetime ?? "") ?? now();
      const began = new Date(Math.min(ended.getTime(), now().getTime()) - minutes * 60_000);
      const posted = await postTimeInside(tx, author, {
        ...pair.key,
        nature: "reactive",
        ...{ entryId, workTypeId: pair.workTypeId, workedMinutes: minutes },
        ...{ note: hidden ? "" : note, internalNote: hidden ? note : "" },
        ...{ workedOn: dayIn((await requireMsp(tx)).zone, began), start: null, long: true },
        reason: m.connectors_time_reason(),
      });
      if (posted.ok)
        await writeActionLink(tx, pair.key, { kind: "time", ourId: entryId, haloId: action.id, minutes });
      return posted;
    }),
  );
}
