import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, daysBetween, type Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { firstNameOf } from "#app/platform/first-name.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn, hourIn } from "#app/platform/zone.server.ts";

import { findSmallestBlock } from "#app/billing/catalogue-store.server.ts";
import { listOwedWork } from "#app/hours/store/owed-work.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { findContractSummary, withoutTotal } from "#app/contracts/contract-page.server.ts";
import { balanceOf } from "#app/hours/balance-part.ts";
import { ideaTitle } from "#app/hours/alerts/components/idea-words.ts";
import { billableMinutes } from "#app/hours/rules/billable-minutes.ts";
import { ideasFor } from "#app/hours/rules/expiry-warnings.ts";
import { explainSteps } from "#app/hours/rules/explain.ts";
import { findApproved } from "#app/desk/approvals/approved.server.ts";
import { findWaiting, toForYou } from "./for-you.server.ts";
import { partOfDay } from "./rules/greeting.ts";
import { findDashboardCards, type DashboardCards, type RecentRow } from "./store/dashboard-cards.server.ts";
import { findHoursState, type HoursState } from "#app/hours/store/hours-state.server.ts";

export type DashboardPage = Awaited<ReturnType<typeof getDashboardPage>>;

/** All that a client's dashboard shows; four queries besides the scope's, two more below zero, one where a request is new, and three where there is a contract. Minutes whole, days as text in the client's zone. */
export async function getDashboardPage(scope: ClientScope, zone: string) {
  const at = now();
  const today = dayIn(zone, at);
  return readInScope(scope, async (tx) => {
    const [state, cards, waiting] = await Promise.all([
      findHoursState(tx, scope.clientId, at),
      findDashboardCards(tx, scope, today),
      findWaiting(tx, scope, zone),
    ]);
    if (!state) return notFound();
    const page = toPage(scope, state, cards, today, hourIn(zone, at));
    const hours = { shown: page.showsHours, lapsing: page.lapsing };
    const [summary, owed, approved] = await Promise.all([
      cards.has_contract ? findContractSummary(tx, scope.clientId, today) : null,
      state.owed > 0 ? findOwed(tx, scope) : null,
      findApproved(tx, scope.clientId, cards.requests),
    ]);
    // Without a money role the contract is there, its price is not.
    const contract =
      summary &&
      (may(scope, contractsAccess.seePrices) ? summary : withoutTotal({ ...summary, nextOn: null }));
    const forYou = toForYou(scope, zone, { ...cards, ...waiting, prices: contract?.prices ?? [] }, hours);
    const requests = cards.requests.map((row) => ({ ...row, approved: approved.has(row.id) }));
    return { ...page, requests, contract, owed, forYou };
  });
}

/** The work below zero that this person may see, and the smallest block on offer. */
async function findOwed(tx: Tx, scope: ClientScope) {
  const all = may(scope, hoursAccess.seeAllWork);
  const [work, blockMinutes] = await Promise.all([
    listOwedWork(tx, scope.clientId, all ? null : scope.userId),
    findSmallestBlock(tx, scope.clientId),
  ]);
  return { work, blockMinutes };
}

function toPage(scope: ClientScope, state: HoursState, cards: DashboardCards, today: Day, hour: number) {
  const balance = balanceOf(state, today);
  return {
    ...balance,
    part: partOfDay(hour),
    firstName: firstNameOf(scope.name),
    today,
    showsHours: state.ever || state.kind === "prepaid",
    mayBuy: may(scope, clientsAccess.spend),
    seesApprovals: may(scope, hoursAccess.approveTime),
    seesAllWork: may(scope, hoursAccess.seeAllWork),
    // Hours that lapse within a month, and what they could still be used for; worded here, so that the page needn't bring the words along.
    lapsing:
      state.expires_on !== null && daysBetween(today, day(state.expires_on)) <= 30
        ? {
            on: day(state.expires_on),
            minutes: state.expiring,
            ideas: ideasFor(state.expiring).map((idea) => ({ ...idea, title: ideaTitle(idea.key) })),
          }
        : null,
    course: courseOf(state, today, balance.postedMinutes),
    split: {
      reactiveMinutes: state.pace_minutes - state.pace_proactive,
      proactiveMinutes: state.pace_proactive,
    },
    recent: cards.recent.map(toRecent),
    openRequests: cards.open_requests,
  };
}

/** The balance by day, up to today: what lapsed without anybody acting shows today. */
function courseOf(state: HoursState, today: Day, posted: number) {
  const points = state.course.map((point) => ({
    day: day(point.day),
    balanceMinutes: point.balance,
    addedMinutes: point.added ?? 0,
  }));
  const last = points.at(-1);
  return last && last.day < today && last.balanceMinutes !== posted
    ? [...points, { day: today, balanceMinutes: posted, addedMinutes: 0 }]
    : points;
}

function toRecent(row: RecentRow) {
  const rule = {
    minimumMinutes: row.minimumMinutes,
    roundingMinutes: row.roundingMinutes,
    multiplierPercent: row.multiplierPercent,
    free: row.free,
    ...(row.covered && { covered: true as const }),
  };
  return {
    id: row.id,
    title: row.title,
    engineer: firstNameOf(row.engineer),
    workedOn: day(row.workedOn),
    bookedOn: day(row.bookedOn),
    nature: row.nature,
    billable: row.billable,
    steps: explainSteps(billableMinutes(row.worked, rule), rule),
  };
}
