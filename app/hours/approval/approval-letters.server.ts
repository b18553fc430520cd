import { hoursAccess } from "#app/hours/access.ts";
import type { Scope } from "#app/identity/scope.ts";
import {
  findEntryFacts,
  findMspReader,
  findReaders,
  findReadersOf,
  type Reader,
} from "#app/hours/store/letter-people.server.ts";
import { findMspZone, listWaitingTime, type Waiting } from "#app/hours/store/time-approval.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** To the engineer, once a rejection: who rejected the entry, and why. */
export async function writeRejected(
  tx: Tx,
  scope: Scope,
  rejected: { clientId: string; entryId: string; version: number; engineerId: string; words: string },
): Promise<void> {
  const { mspName } = await findMspReader(tx);
  const facts = await findEntryFacts(tx, rejected.clientId, rejected.entryId);
  for (const reader of await findReaders(tx, rejected.clientId, [rejected.engineerId])) {
    await queueLetter(tx, {
      key: `approval-rejected:${rejected.entryId}:${rejected.version}`,
      clientId: rejected.clientId,
      to: reader.email,
      locale: reader.locale,
      template: "approval-rejected",
      props: {
        name: reader.name,
        mspName,
        by: scope.name,
        words: rejected.words,
        ...facts,
        url: `${env().origin}/staff/time/${rejected.entryId}`,
      },
    });
  }
}

/** Writes to those who are asked how much time waits for their approval: at most one letter a person and day, however often this runs. */
export async function noticeWaiting(): Promise<void> {
  const waiting = await asSystem((tx) => listWaitingTime(tx));
  await noticeLeads(waiting.filter(({ awaits }) => awaits === "lead"));
  await eachInTurn(
    waiting.filter(({ awaits }) => awaits === "client"),
    noticeClient,
    {
      says: "a client could not be told of time that waits",
      facts: ({ clientId }) => ({ client: clientId }),
    },
  );
}

function noticeClient(one: Waiting): Promise<void> {
  return asSystem(async (tx) =>
    writeWaiting(tx, await findReadersOf(tx, one.clientId, hoursAccess.approveTime.roles), one, {
      clientId: one.clientId,
      zone: one.zone,
      url: `${env().origin}/approvals`,
    }),
  );
}

async function noticeLeads(forLeads: readonly Waiting[]): Promise<void> {
  if (forLeads.length === 0) return;
  const sum = {
    entries: total(forLeads.map(({ entries }) => entries)),
    minutes: total(forLeads.map(({ minutes }) => minutes)),
  };
  await asSystem(async (tx) => {
    const msp = await findMspZone(tx);
    await writeWaiting(tx, await findReadersOf(tx, null, hoursAccess.approveAsLead.roles), sum, {
      clientId: null,
      zone: msp?.zone ?? "UTC",
      url: `${env().origin}/staff/approvals`,
    });
  });
}

async function writeWaiting(
  tx: Tx,
  readers: Reader[],
  { entries, minutes }: Pick<Waiting, "entries" | "minutes">,
  to: { clientId: string | null; zone: string; url: string },
): Promise<void> {
  const { mspName } = await findMspReader(tx);
  for (const reader of readers) {
    await queueLetter(tx, {
      key: `approval-waiting:${reader.userId}:${dayIn(to.zone, now())}`,
      clientId: to.clientId,
      to: reader.email,
      locale: reader.locale,
      template: "approval-waiting",
      props: { name: reader.name, mspName, entries, minutes, url: to.url },
    });
  }
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
