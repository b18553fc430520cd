import { z } from "zod";

import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { findPerson } from "#app/clients/parties-store.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";

import { lockProposal, type Proposal } from "./store/proposal-store.server.ts";

/** What is told about a proposal; `key` tells one such event of a proposal from another. */
type News<Kind extends string> = { kind: Kind; key: string; words?: string };
type About = Pick<Proposal, "clientId" | "id" | "name" | "madeBy">;

/** Writes to everybody of the client who may buy; once an event and person. */
export function tellClient(
  tx: Tx,
  { clientId, id, name }: About,
  {
    kind,
    key,
    words = "",
  }: News<"sent" | "answered" | "signed" | "active" | "cancelled" | "cancelled-closing" | "report">,
): Promise<void> {
  return notifyBuyers(tx, clientId, `${kind}:${id}:${key}`, (common) => ({
    template: "proposal-news",
    props: { ...common, kind, proposal: name, words, url: `${env().origin}/proposals/${id}` },
  }));
}

const makerKinds = [
  "accepted",
  "declined",
  "asked",
  "waiting",
  "report-staff",
  "moved",
  "started",
  "vat-kept",
  "unpaid-kept",
] as const;

/** What a job is given that writes to the maker of a proposal. */
export const makerNews = z.object({
  clientId: z.uuid(),
  id: z.uuid(),
  kind: z.enum(makerKinds),
  key: z.string(),
  words: z.string(),
});

/** Has the account manager who made the proposal written to; once an event. A client's own scope can't read who that is. */
export function tellMaker(
  tx: Tx,
  { clientId, id }: Pick<About, "clientId" | "id">,
  { kind, key, words = "" }: News<(typeof makerKinds)[number]>,
): Promise<void> {
  return enqueue(tx, "conversion.tell-maker", { clientId, id, kind, key, words });
}

/** Writes that letter. */
export function writeToMaker(news: z.output<typeof makerNews>): Promise<void> {
  return asSystem(async (tx) => {
    const proposal = await lockProposal(tx, news.clientId, news.id);
    if (proposal) await write(tx, proposal, news);
  });
}

async function write(
  tx: Tx,
  { clientId, id, name, madeBy }: About,
  { kind, key, words }: z.output<typeof makerNews>,
): Promise<void> {
  const maker = await findPerson(tx, madeBy);
  const client = await findClient(tx, clientId);
  const msp = await requireMsp(tx);
  await queueLetter(tx, {
    key: `proposal-news:${kind}:${id}:${key}:${madeBy}`,
    clientId: null,
    to: maker.email,
    locale: maker.locale,
    template: "proposal-news",
    props: {
      name: maker.name,
      mspName: msp.name,
      clientName: client?.name ?? "",
      kind,
      proposal: name,
      words,
      url: `${env().origin}/staff/proposals/${id}`,
    },
  });
}
