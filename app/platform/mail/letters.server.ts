import { randomUUID } from "node:crypto";

import { data } from "@remix-run/node";

import { Prisma } from "#app/platform/generated/prisma/client.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

/** What each letter holds, by its name: emails/index.ts adds them all. */
// Declaration merging needs an interface: a type alias cannot be added to.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface LetterContents {}

/** A letter's name with what it holds; other contents are a type error. */
export type NamedLetter = {
  [Name in keyof LetterContents]: { template: Name; props: LetterContents[Name] };
}[keyof LetterContents];

export type LetterRequest = NamedLetter & {
  /** What makes this letter the one and only of its kind: asked for twice, it is sent once. */
  key: string;
  clientId: string | null;
  to: string;
  locale: Locale;
  /** What the letters of one conversation have in common (small letters, digits, points, dashes). */
  thread?: string;
  /** Goes out whatever its causer sent before: what tells a person that their account changed. */
  always?: true;
  /** When it goes out, by the application's clock; at once where left out. */
  sendAt?: Date;
};

/**
 * Puts a letter in the outbox and asks for its sending, both with the caller's transaction. No request waits for mail. Throws a
 * 429, and the act with it is undone, where the signed-in person's acts have sent all the letters of this hour. Answers the letter's
 * id, of which its Message-ID is made; null where it was asked for before.
 */
export async function queueLetter(tx: Tx, letter: LetterRequest): Promise<string | null> {
  const id = randomUUID();
  const written = await tx.$executeRaw(Prisma.sql`
    insert into letter (id, client_id, key, recipient, locale, template, props, thread, created_at)
    values (${id}::uuid, ${letter.clientId}::uuid, ${letter.key}, ${letter.to}, ${letter.locale}, ${letter.template}, ${JSON.stringify(letter.props)}::jsonb, ${letter.thread ?? null}, ${now()})
    on conflict (key) do nothing`);
  if (written === 0) return null;
  const isOver = !letter.always && (await requestContext()?.countLetter?.()) === false;
  if (isOver) throw data(null, { status: 429 });
  const runAt = letter.sendAt ? { runAt: letter.sendAt } : {};
  await enqueue(tx, "mail.send-letter", { letterId: id }, { key: `letter:${id}`, ...runAt });
  return id;
}

/** Tells whether a letter was kept whose key begins so. */
export async function isLetterKept(tx: Tx, keyStart: string): Promise<boolean> {
  return (await tx.letter.count({ where: { key: { startsWith: keyStart } } })) > 0;
}

/** When the newest letter before an instant was written whose key begins so; null for none. */
export async function lastLetterAt(tx: Tx, keyStart: string, before: Date): Promise<Date | null> {
  const found = await tx.letter.aggregate({
    where: { key: { startsWith: keyStart }, createdAt: { lt: before } },
    _max: { createdAt: true },
  });
  return found._max.createdAt;
}

/** Takes a letter back before anything of it is sent; true as well where it never was asked for. False: it is on its way. */
export async function withdrawLetter(tx: Tx, key: string): Promise<boolean> {
  const found = await tx.letter.findUnique({ where: { key }, select: { id: true } });
  if (!found) return true;
  const { count } = await tx.letter.updateMany({
    where: { id: found.id, tries: 0, sentAt: null },
    data: { withdrawnAt: now(), props: {} },
  });
  return count === 1;
}
