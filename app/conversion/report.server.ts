import { countPromises } from "#app/desk/rules/kept-promises.ts";
import { listPromises } from "#app/desk/store/report-store.server.ts";
import { listWorkIn } from "#app/hours/store/year-of-work.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, addMonths } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { priceOfMinutes } from "#app/platform/money.ts";

import { findCountedMargin } from "./counted-margin.server.ts";
import { expectedMargin, findWorkCost, findYear, replayVariant } from "./figures.server.ts";
import { tellClient, tellMaker } from "./letters.server.ts";
import { compareMargin, keptResponses, partOfYear, type ReportDays } from "./rules/afterwards.ts";
import { findCosts, listVersions, lockProposal } from "./store/proposal-store.server.ts";
import { findRadarSetting } from "./store/radar-store.server.ts";
import { appendReport, countRequests, listReportsDue } from "./store/report-store.server.ts";

/** Makes every report that is due, 30 and 90 days after a start: the client and the account manager are told by e-mail. Each is made once. */
export async function makeReports(): Promise<void> {
  await eachInTurn(
    await asSystem((tx) => listReportsDue(tx, now())),
    ({ clientId, id, days }) => asSystem((tx) => report(tx, clientId, id, days)),
    {
      says: "a report after a conversion could not be made",
      facts: ({ clientId, id }) => ({ client: clientId, proposal: id }),
    },
  );
}

async function report(tx: Tx, clientId: string, id: string, days: ReportDays): Promise<void> {
  const proposal = await lockProposal(tx, clientId, id);
  const version = proposal && (await listVersions(tx, proposal)).find((one) => one.id === proposal.versionId);
  const variant = version?.variants.find(({ key }) => key === proposal?.variant);
  if (!proposal || !version || !variant) return;
  const { startsOn } = version;
  const span = { from: startsOn, until: addDays(startsOn, days - 1) };
  const before = { from: addMonths(startsOn, -12), until: addDays(startsOn, -1) };
  const entries = await listWorkIn(tx, clientId, span);
  const sum = (some: typeof entries, of: (entry: (typeof entries)[number]) => number): number =>
    some.reduce((all, entry) => all + of(entry), 0);
  const insideMinutes = sum(
    entries.filter(({ covered }) => covered),
    ({ workedMinutes }) => workedMinutes,
  );
  const seats = proposal.seats ?? {};
  const setting = await findRadarSetting(tx);
  const workCost = await findWorkCost(tx, setting);
  const costs = await findCosts(tx, clientId, version.id);
  const year = await findYear(tx, proposal, startsOn);
  const expected = expectedMargin(
    variant,
    replayVariant(year, variant, seats, version.outsideRequests),
    costs,
    year,
    workCost,
    seats,
  );
  const counted = await findCountedMargin(tx, { clientId, contractId: id, ...span });
  const requests = await countRequests(tx, clientId, span);
  const promises = countPromises(await listPromises(tx, { clientId, ...span }), now());
  const made = await appendReport(tx, proposal, {
    days,
    figures: {
      requests,
      requestsBefore: partOfYear(await countRequests(tx, clientId, before), days),
      insideMinutes,
      outsideMinutes: sum(entries, ({ billableMinutes }) => billableMinutes),
      contractMinor: counted.revenueMinor,
      byHoursMinor: priceOfMinutes(insideMinutes, year.perHourMinor),
      responses: keptResponses(variant.sla, promises.groups),
    },
    margin: compareMargin({
      days,
      countedMinor: counted.marginMinor,
      expectedMinor: expected.isStated ? expected.marginMinor : null,
      ...workCost,
      insideMinutes,
      requests,
    }),
  });
  if (!made) return;
  await tellClient(tx, proposal, { kind: "report", key: String(days), words: String(days) });
  await tellMaker(tx, proposal, { kind: "report-staff", key: String(days), words: String(days) });
}
