import type { Scope } from "#app/identity/scope.ts";
import type { EntryQuery, LineKind } from "#app/hours/store/entry-query.server.ts";
import {
  findEntryFacts,
  findMspReader,
  findReaders,
  type Reader,
} from "#app/hours/store/letter-people.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

type Said = { lineId: string; kind: LineKind; words: string; minutes?: number | null };

/** Each step of a query is a letter to the other side, once: the client's to the MSP's mailbox and the engineer, staff's to who asked. */
export async function writeQueryStep(
  tx: Tx,
  scope: Scope,
  query: Omit<EntryQuery, "state"> & { engineerId: string },
  said: Said,
): Promise<void> {
  const { mspName, mailbox } = await findMspReader(tx);
  const facts = await findEntryFacts(tx, query.clientId, query.entryId);
  const toStaff = scope.kind === "client";
  const readers = toStaff
    ? apart([mailbox, ...(await findReaders(tx, [query.engineerId]))])
    : await findReaders(tx, [query.askedBy]);
  for (const reader of readers) {
    await queueLetter(tx, {
      key: `query:${query.clientId}:${said.lineId}:${reader.email}`,
      clientId: query.clientId,
      to: reader.email,
      locale: reader.locale,
      template: toStaff ? "query-for-staff" : "query-for-client",
      props: {
        name: reader.name,
        mspName,
        by: scope.name,
        kind: said.kind,
        words: said.words,
        ...facts,
        minutes: query.minutes,
        remaining: said.minutes ?? null,
        url: toStaff ? `${env().origin}/staff/queries/${query.id}` : `${env().origin}/hours/${query.entryId}`,
      },
    });
  }
}

/** One letter an address. */
function apart(readers: Reader[]): Reader[] {
  return readers.filter((reader, at) => readers.findIndex(({ email }) => email === reader.email) === at);
}
