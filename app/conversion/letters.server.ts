import { z } from "zod";

import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { findPerson, listMoneyStaff } from "#app/clients/parties-store.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { listMspOwners } from "#app/identity/people-of-store.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
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
  "approval-given",
  "approval-refused",
] as const;

/** What a job is given that writes to the maker of a proposal. */
export const makerNews = z.object({
  clientId: z.uuid(),
  id: z.uuid(),
  kind: z.enum(makerKinds),
  key: z.string(),
  words: z.string(),
});

/** Has the account manager who made the proposal written to, and of its start the money staff too; once an event. A client's own scope can't read who that is. */
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
  proposal: About,
  { kind, key, words }: z.output<typeof makerNews>,
): Promise<void> {
  const { madeBy } = proposal;
  const maker = { userId: madeBy, ...(await findPerson(tx, madeBy)) };
  // That a contract is in force is the business of those who invoice it, too.
  const others =
    kind === "started" ? (await listMoneyStaff(tx)).filter(({ userId }) => userId !== madeBy) : [];
  for (const reader of [maker, ...others]) await writeTo(tx, reader, proposal, { kind, key, words });
}

/** Asks the MSP's owners by e-mail to let a proposal out below the margin's floor; each once an event, and whoever asked not at all. */
export async function tellOwners(
  tx: Tx,
  proposal: About,
  { key, exceptId }: { key: string; exceptId: string },
): Promise<void> {
  for (const owner of await listMspOwners(tx))
    if (owner.userId !== exceptId)
      await writeTo(tx, owner, proposal, { kind: "approval-asked", key, words: "" });
}

type Reader = { userId: string; name: string; email: string; locale: Locale };

async function writeTo(
  tx: Tx,
  reader: Reader,
  { clientId, id, name }: About,
  { kind, key, words }: { kind: (typeof makerKinds)[number] | "approval-asked"; key: string; words: string },
): Promise<void> {
  const client = await findClient(tx, clientId);
  const msp = await requireMsp(tx);
  await queueLetter(tx, {
    key: `proposal-news:${kind}:${id}:${key}:${reader.userId}`,
    clientId: null,
    to: reader.email,
    locale: reader.locale,
    template: "proposal-news",
    props: {
      name: reader.name,
      mspName: msp.name,
      clientName: client?.name ?? "",
      kind,
      proposal: name,
      words,
      url: `${env().origin}/staff/proposals/${id}`,
    },
  });
}
