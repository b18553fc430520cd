import { lockClient } from "#app/clients/client-store.server.ts";
import { randomUUID } from "node:crypto";

import { alertMinutes, judgeAlerts } from "#app/hours/rules/alerts.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

import {
  closeEpisodes,
  findAlertFacts,
  listAlerts,
  listReaders,
  openEpisode,
  type BalanceFacts,
  type Reader,
  type StoredAlert,
} from "./alert-store.server.ts";
import { findParties, type Parties } from "#app/hours/store/parties.server.ts";
import { listClientsToLookAt } from "#app/hours/alerts/alert-store.server.ts";
import { findOutlook } from "#app/hours/runway/outlook.server.ts";
import { findCardMinutes } from "#app/hours/store/card-minutes.server.ts";

/** Compares a client's balance with its alerts: those who asked for it get one letter when it is low, and the next one only after the balance has been above the level again. */
function lookAtBalance(clientId: string): Promise<void> {
  return asSystem(async (tx) => {
    if (!(await lockClient(tx, clientId))) return;
    const at = now();
    const facts = await findAlertFacts(tx, clientId, at);
    if (!facts) return;
    const alerts = await listAlerts(tx, clientId);
    const { opens, closes } = judgeAlerts(alerts, facts);
    await closeEpisodes(tx, clientId, closes, at);
    const opened: { alert: StoredAlert; episodeId: string; levelMinutes: number }[] = [];
    for (const { alertId, levelMinutes } of opens) {
      const alert = alerts.find(({ id }) => id === alertId);
      if (!alert || !isToBeSent(alert, facts)) continue;
      const episodeId = randomUUID();
      const isNew = await openEpisode(tx, {
        clientId,
        alertId,
        episodeId,
        levelMinutes,
        balanceMinutes: facts.postedMinutes,
        at,
      });
      if (isNew) opened.push({ alert, episodeId, levelMinutes });
    }
    if (opened.length > 0) await writeHoursLow(tx, clientId, facts, opened, at);
  });
}

/** Does so for every client, one after the other; one that fails doesn't stop the others. */
async function lookAtBalances(): Promise<void> {
  await eachInTurn(await asSystem((tx) => listClientsToLookAt(tx)), ({ id }) => lookAtBalance(id), {
    says: "a balance could not be looked at",
    facts: ({ id }) => ({ client: id }),
  });
}

/** Tells whether an alert is to be sent: not when hours were just added. The alert that every account begins with is sent to clients with a contract only below zero. */
function isToBeSent(alert: StoredAlert, facts: BalanceFacts): boolean {
  const isFirst = alert.kind === "account" && alert.toBuyers && alert.userIds.length === 0;
  return !facts.raised && !(isFirst && facts.managed && facts.postedMinutes >= 0);
}

/** The job of one client, or of all where none is named. */
export function lookAtBalanceJob({ clientId }: { clientId?: string | undefined }): Promise<void> {
  return clientId === undefined ? lookAtBalances() : lookAtBalance(clientId);
}

type Opened = { alert: StoredAlert; episodeId: string; levelMinutes: number };

/** Queues one letter a person, for the lowest of the levels that the balance reached at once. */
async function writeHoursLow(
  tx: Tx,
  clientId: string,
  facts: BalanceFacts,
  opened: Opened[],
  at: Date,
): Promise<void> {
  const parties = await findParties(tx, clientId);
  const outlook = await findOutlook(tx, clientId, at);
  const cardMinutes = await findCardMinutes(tx, clientId);
  const told = new Set<string>();
  for (const { alert, episodeId } of [...opened].sort((a, b) => a.levelMinutes - b.levelMinutes)) {
    for (const reader of await listReaders(tx, clientId, {
      toBuyers: alert.toBuyers,
      userIds: alert.userIds,
      watchers: true,
    })) {
      if (told.has(reader.userId)) continue;
      told.add(reader.userId);
      await queueLetter(tx, {
        key: `hours-low:${episodeId}:${reader.userId}`,
        clientId,
        to: reader.email,
        locale: reader.locale,
        template: "hours-low",
        props: {
          ...lowProps(parties, reader, clientId, facts.topsUp),
          lapses: outlook?.lapses ?? false,
          balanceMinutes: facts.postedMinutes,
          cardMinutes,
          levelMinutes: alertMinutes(alert, facts) ?? 0,
          emptyOn: outlook?.emptyOn ?? null,
          perMonthMinutes: outlook?.perMonthMinutes ?? null,
        },
      });
    }
  }
}

function lowProps(parties: Parties, reader: Reader, clientId: string, topsUp: boolean) {
  const { origin } = env();
  const buys =
    reader.staff || topsUp
      ? null
      : { buyUrl: `${origin}/buy`, topUpUrl: reader.buys ? `${origin}/top-up` : null };
  return {
    name: reader.name,
    mspName: parties.mspName,
    clientName: parties.clientName,
    staffUrl: reader.staff ? `${origin}/staff/clients/${clientId}` : null,
    links: buys,
    topsUp,
  };
}
