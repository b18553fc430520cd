import { wantsLetter } from "#app/identity/letter-kinds.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { findRequester } from "#app/requests/store/request-store.server.ts";

type Told = { clientId: string; id: string; number: number; title: string; requesterId: string | null };

/** How a request goes on; `about` is written in the reader's language. */
export type RequestNews = {
  news: "approved" | "scheduled" | "in-effect" | "waiting" | "merged";
  about?: () => string;
  words?: string | undefined;
};

/** The key of the letter that a request waits for who asked it, by the revision that it came to thereby. */
export const waitingLetterKey = (requestId: string, revision: number): string =>
  `request-waiting:${requestId}:${revision}`;

/** Writes to who asked how their request goes on, once by `key`, where they want such e-mails; not before `sendAt`. */
export async function tellRequester(
  tx: Tx,
  request: Told,
  { news, about, words = "" }: RequestNews,
  { key, sendAt = null }: { key: string; sendAt?: Date | null },
): Promise<void> {
  const person = await findRequester(tx, request);
  if (!person || !wantsLetter(person, "progress")) return;
  const locale = localeOf(person.locale);
  await queueLetter(tx, {
    key,
    ...(sendAt && { sendAt }),
    clientId: request.clientId,
    to: person.email,
    locale,
    thread: threadOf(request.id),
    template: "request-news",
    props: {
      name: person.name,
      number: request.number,
      title: request.title,
      mspName: (await requireMsp(tx)).name,
      news,
      about: about ? withLocale(locale, about) : "",
      words,
      url: `${env().origin}/requests/${request.id}`,
    },
  });
}
