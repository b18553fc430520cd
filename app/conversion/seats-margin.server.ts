import { findClient } from "#app/clients/client-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { expectedMargin, findWorkCost, findYear, replayVariant } from "./figures.server.ts";
import { quantityOf, type Seats } from "./rules/proposal.ts";
import { findCosts, findProposalById, listVersions } from "./store/proposal-store.server.ts";
import { findRadarSetting } from "./store/radar-store.server.ts";
import { findApproval } from "./store/talk-store.server.ts";

/**
 * Tells whether a client's own seat numbers bring a sent version's variant below the margin that the owner lets out: the floor, or what
 * the version was approved with. Numbers as offered were decided on when it was sent. What lines cost is read by the system alone.
 */
export function isBelowFloor(
  clientId: string,
  { id, seen, variant: key, seats }: { id: string; seen: string; variant: string; seats: Seats },
): Promise<boolean> {
  return asSystem(async (tx) => {
    const proposal = await findProposalById(tx, id);
    const client = await findClient(tx, clientId);
    if (!client || proposal?.clientId !== clientId) return false;
    const version = (await listVersions(tx, proposal)).find((one) => one.id === seen);
    const variant = version?.variants.find((one) => one.key === key);
    if (!version || !variant) return false;
    if (variant.lines.every((line) => quantityOf(line, seats) === line.quantity)) return false;
    const year = await findYear(tx, proposal, dayIn(client.zone, now()));
    const costs = await findCosts(tx, clientId, version.id);
    const setting = await findRadarSetting(tx);
    const workCost = await findWorkCost(tx, setting);
    const marginBp = (numbers: Seats): number =>
      expectedMargin(
        variant,
        replayVariant(year, variant, numbers, version.outsideRequests),
        costs,
        year,
        workCost,
        numbers,
      ).marginBp;
    const isApproved = (await findApproval(tx, clientId, version.id)) !== null;
    const least = isApproved ? Math.min(setting.marginFloorBp, marginBp({})) : setting.marginFloorBp;
    return marginBp(seats) < least;
  });
}
