import { findEverybodysCurrency, listOwnBlocks } from "#app/billing/catalogue-store.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { may } from "#app/identity/permission.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { conversionAccess } from "./access.ts";
import { usualPerHourMinor } from "./figures.server.ts";
import { isOtherCurrency, scoreClient, type RadarScore, type RadarSetting } from "./rules/radar.ts";
import { findReadiness, type KnownReadiness } from "./readiness-page.server.ts";
import { readinessItems } from "./rules/readiness.ts";
import { findReadinessAsk } from "./store/readiness-store.server.ts";
import { findRadarSetting, listRadar, type RadarRecord } from "./store/radar-store.server.ts";

/** A client on the radar with its score; minor units without VAT. */
export type RadarClient = {
  clientId: string;
  name: string;
  currency: string;
  hasRoster: boolean;
  /** It pays in another currency than proposals are made in, so that none can be made. */
  isOtherCurrency: boolean;
  months: number;
  score: RadarScore;
  proposal: { id: string; state: string } | null;
};
export type RadarPage = { clients: RadarClient[]; setting: RadarSetting; maySet: boolean };

/** Every client that buys hours, scored by rows, the ripest first. */
export function getRadarPage(scope: StaffScope): Promise<RadarPage> {
  return readInScope(scope, async (tx) => {
    const setting = await findRadarSetting(tx);
    const prices = await findPrices(tx);
    const clients = (await listRadar(tx)).map((row) => toClient(row, setting, prices));
    return {
      clients: clients.sort((a, b) => b.score.points - a.score.points),
      setting,
      maySet: may(scope, conversionAccess.approve),
    };
  });
}

export type RadarClientPage = RadarClient & {
  readiness: KnownReadiness;
  /** The day on which the client was last asked to go through the checklist. */
  readinessAskedOn: Day | null;
  mayPropose: boolean;
};

/** One client's score with its rows, and the checklist; a 404 for one that is not on the radar. */
export function getRadarClientPage(scope: StaffScope, clientId: string): Promise<RadarClientPage> {
  return readInScope(scope, async (tx) => {
    const [row] = await listRadar(tx, clientId);
    const client = await findClient(tx, clientId);
    if (!row || !client) return notFound();
    const asked = await findReadinessAsk(tx, clientId);
    return {
      ...toClient(row, await findRadarSetting(tx), await findPrices(tx)),
      readiness: await findReadiness(tx, scope, client),
      readinessAskedOn: asked && dayIn(client.zone, asked.askedAt),
      mayPropose: may(scope, conversionAccess.propose),
    };
  });
}

/** The currency that the MSP reckons in, and what an hour of the smallest block for everybody costs in each currency. */
type Prices = { ownCurrency: string; perHourMinor: ReadonlyMap<string, number> };

async function findPrices(tx: Tx): Promise<Prices> {
  const blocks = (await listOwnBlocks(tx, null)).sort((a, b) => b.minutes - a.minutes);
  return {
    ownCurrency: await findEverybodysCurrency(tx),
    perHourMinor: new Map(blocks.map(({ currency, pricePerHourMinor }) => [currency, pricePerHourMinor])),
  };
}

function toClient(
  row: RadarRecord,
  setting: RadarSetting,
  { ownCurrency, perHourMinor: prices }: Prices,
): RadarClient {
  const hasRoster = row.rosterSeats > 0;
  const seats = hasRoster ? row.rosterSeats : row.portalPeople;
  const { clientId, name, currency, months, proposalId, proposalState } = row;
  const perHourMinor = row.paidPerHourMinor ?? prices.get(currency) ?? usualPerHourMinor;
  const burnMinor = Math.round((row.burnMinutes * perHourMinor) / 60);
  const facts = { ...row, seats, hasRoster, ownCurrency, perHourMinor, burnMinor };
  return {
    clientId,
    name,
    currency,
    hasRoster,
    isOtherCurrency: isOtherCurrency(facts),
    months,
    score: scoreClient({ ...facts, readyOf: readinessItems.length }, setting),
    proposal: proposalId !== null && proposalState !== null ? { id: proposalId, state: proposalState } : null,
  };
}
