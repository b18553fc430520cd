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
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";

type Said = { lineId: string; kind: LineKind; words: string; minutes?: number | null };

type Common = Awaited<ReturnType<typeof findEntryFacts>> & {
  name: string;
  mspName: string;
  by: string;
  words: string;
  minutes: number;
};

/** Queues the letter about a step of a query to the other side, once: of a client's step to the MSP's mailbox and the engineer, of staff's to the person who asked. */
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
    ? distinctByEmail([mailbox, ...(await findReaders(tx, query.clientId, [query.engineerId]))])
    : await findReaders(tx, query.clientId, [query.askedBy]);
  const letterTo = (common: Common): NamedLetter =>
    toStaff
      ? {
          template: "query-for-staff",
          props: { ...common, kind: clientKind(said.kind), url: `${env().origin}/staff/queries/${query.id}` },
        }
      : {
          template: "query-for-client",
          props: {
            ...common,
            kind: staffKind(said.kind),
            remaining: said.minutes ?? null,
            url: `${env().origin}/hours/${query.entryId}`,
          },
        };
  for (const reader of readers) {
    await queueLetter(tx, {
      key: `query:${query.clientId}:${said.lineId}:${reader.email}`,
      clientId: query.clientId,
      to: reader.email,
      locale: reader.locale,
      ...letterTo({
        name: reader.name,
        mspName,
        by: scope.name,
        words: said.words,
        ...facts,
        minutes: query.minutes,
      }),
    });
  }
}

/** What a client's person may say; throws on what only staff say. */
function clientKind(kind: LineKind): "asked" | "said" | "withdrawn" {
  if (kind === "asked" || kind === "said" || kind === "withdrawn") return kind;
  throw new Error(`a client's person can't say ${kind}`);
}

/** What staff may say; throws on what only a client's person says. */
function staffKind(kind: LineKind): "said" | "accepted" | "upheld" {
  if (kind === "said" || kind === "accepted" || kind === "upheld") return kind;
  throw new Error(`staff can't say ${kind}`);
}

/** The readers without a second one at the same address. */
function distinctByEmail(readers: Reader[]): Reader[] {
  return readers.filter((reader, at) => readers.findIndex(({ email }) => email === reader.email) === at);
}
