import type { StaffScope } from "#app/identity/scope.ts";
import { may } from "#app/identity/permission.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { conversionAccess } from "./access.ts";
import { scoreClient, type RadarScore, type RadarSetting } from "./rules/radar.ts";
import { readinessItems, type ReadinessPoint } from "./rules/readiness.ts";
import { findRadarSetting, listRadar, listReadiness, type RadarRecord } from "./store/radar-store.server.ts";

/** A client on the radar with its score; minor units without VAT. */
export type RadarClient = {
  clientId: string;
  name: string;
  currency: string;
  hasRoster: boolean;
  months: number;
  score: RadarScore;
  proposal: { id: string; state: string } | null;
};
export type RadarPage = { clients: RadarClient[]; setting: RadarSetting; maySet: boolean };

/** Every client that buys hours, scored by rows, the ripest first. */
export function getRadarPage(scope: StaffScope): Promise<RadarPage> {
  return readInScope(scope, async (tx) => {
    const setting = await findRadarSetting(tx);
    const clients = (await listRadar(tx)).map((row) => toClient(row, setting));
    return {
      clients: clients.sort((a, b) => b.score.points - a.score.points),
      setting,
      maySet: may(scope, conversionAccess.approve),
    };
  });
}

export type RadarClientPage = RadarClient & { readiness: ReadinessPoint[]; mayPropose: boolean };

/** One client's score with its rows, and the checklist; a 404 for one that is not on the radar. */
export function getRadarClientPage(scope: StaffScope, clientId: string): Promise<RadarClientPage> {
  return readInScope(scope, async (tx) => {
    const [row] = await listRadar(tx, clientId);
    if (!row) return notFound();
    return {
      ...toClient(row, await findRadarSetting(tx)),
      readiness: await listReadiness(tx, clientId),
      mayPropose: may(scope, conversionAccess.propose),
    };
  });
}

function toClient(row: RadarRecord, setting: RadarSetting): RadarClient {
  const hasRoster = row.rosterSeats > 0;
  const seats = hasRoster ? row.rosterSeats : row.portalPeople;
  const { clientId, name, currency, months, proposalId, proposalState } = row;
  return {
    clientId,
    name,
    currency,
    hasRoster,
    months,
    score: scoreClient({ ...row, seats, hasRoster, readyOf: readinessItems.length }, setting),
    proposal: proposalId !== null && proposalState !== null ? { id: proposalId, state: proposalState } : null,
  };
}
