import { z } from "zod";

import { listBuyers } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { dayField } from "#app/platform/typed/fields.ts";

import {
  deleteAuthority,
  keepAuthority,
  listAuthorities,
  type Authority,
} from "./store/authority-store.server.ts";

/** One of a client's people who may be asked to sign, with what is recorded of their authority; null where nothing is. */
export type Signatory = { userId: string; name: string; email: string; authority: Authority | null };

/** The client's people who may be asked to sign, those with a recorded authority first. Two queries. */
export async function listSignatories(tx: Tx, clientId: string): Promise<Signatory[]> {
  const recorded = new Map((await listAuthorities(tx, clientId)).map((one) => [one.userId, one]));
  return (await listBuyers(tx, clientId))
    .map(({ userId, name, email }) => ({ userId, name, email, authority: recorded.get(userId) ?? null }))
    .sort((a, b) => Number(b.authority !== null) - Number(a.authority !== null));
}

/** Who may be asked to sign for a client in sight. */
export function getSignatories(scope: Scope, clientId: string): Promise<Signatory[]> {
  return readInScope(scope, (tx) => listSignatories(tx, clientId));
}

export type WantedAuthority = { userId: string; words: string; sinceOn: Day | null };

/** What the form of one person sends; empty words take back what was recorded. */
export const authorityForm = z.object({
  userId: z.uuid(),
  words: z.string().trim().max(100).default(""),
  sinceOn: dayField({ wrong: m.agreements_authority_day_wrong }).optional(),
});

/** Records why one of a client's people may sign for it, from then on in every document they are asked to sign; empty words take it back. Safe to repeat. 404 for somebody who may not be asked. */
export function recordAuthority(scope: Scope, clientId: string, wanted: WantedAuthority): Promise<void> {
  return inScope(scope, async (tx) => {
    const person = (await listSignatories(tx, clientId)).find(({ userId }) => userId === wanted.userId);
    if (!person) return notFound();
    const { words, sinceOn } = wanted;
    if ((person.authority?.words ?? "") === words && (person.authority?.sinceOn ?? null) === sinceOn) return;
    if (words === "") await deleteAuthority(tx, clientId, person.userId);
    else await keepAuthority(tx, clientId, { userId: person.userId, words, sinceOn, by: scope, at: now() });
    await appendAudit(tx, scope, {
      action: "agreement.authority",
      target: `client:${clientId}`,
      clientId,
      detail: { name: person.name, words, fromOn: sinceOn },
    });
  });
}
