import { mayBuy, type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, daysBetween, type Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn, hourIn } from "#app/platform/zone.server.ts";

import { ideaTitle } from "./care/components/idea-words.ts";
import { seesApprovals, spreadPending } from "./rules/approval.ts";
import { postedMinutes, standing } from "./rules/balance.ts";
import { billableMinutes } from "./rules/billable-minutes.ts";
import { ideasFor } from "./rules/expiry-warnings.ts";
import { explainSteps } from "./rules/explain.ts";
import { forecast } from "./rules/forecast.ts";
import { partOfDay } from "./rules/greeting.ts";
import { seesAllWork } from "./rules/work-sight.ts";
import { findDashboardCards, type DashboardCards, type RecentRow } from "./store/dashboard-cards.server.ts";
import { findHoursState, type HoursState, type StateLot } from "./store/hours-state.server.ts";

export type DashboardPage = Awaited<ReturnType<typeof getDashboardPage>>;

/** All that a client's dashboard shows; two queries besides the scope's. Minutes whole, days as text in the client's zone. */
export async function getDashboardPage(scope: ClientScope, zone: string) {
  const at = now();
  const today = dayIn(zone, at);
  return inScope(scope, async (tx) => {
    const state = await findHoursState(tx, scope.clientId, at);
    if (!state) return notFound();
    return toPage(scope, state, await findDashboardCards(tx, scope, today), today, hourIn(zone, at));
  });
}

function toPage(scope: ClientScope, state: HoursState, cards: DashboardCards, today: Day, hour: number) {
  const posted = postedMinutes({ availableMinutes: state.available, owedMinutes: state.owed });
  const validUntil = state.valid_until === null ? null : day(state.valid_until);
  return {
    part: partOfDay(hour),
    firstName: scope.name.split(" ")[0] ?? scope.name,
    today,
    showsHours: state.ever || state.kind === "prepaid",
    everHadBlock: state.lots.length > 0,
    mayBuy: mayBuy(scope),
    seesApprovals: seesApprovals(scope),
    seesAllWork: seesAllWork(scope),
    postedMinutes: posted,
    owedMinutes: state.owed,
    heldMinutes: state.held,
    pendingMinutes: state.pending,
    contestedMinutes: state.contested,
    onItsWayMinutes: state.on_its_way,
    thresholdMinutes: state.threshold,
    standing: standing(posted, state.threshold),
    totalMinutes: state.lots.reduce((sum, lot) => sum + lot.minutes, 0),
    validUntil,
    expiry: state.expires_on === null ? null : { on: day(state.expires_on), minutes: state.expiring },
    // Hours that lapse within a month, and what they could still be used for; worded here, so that the page needn't bring the words along.
    lapsing: state.expires_on !== null && daysBetween(today, day(state.expires_on)) <= 30
      ? { on: day(state.expires_on), minutes: state.expiring, ideas: ideasFor(state.expiring).map((idea) => ({ ...idea, title: ideaTitle(idea.key) })) } : null,
    lots: state.lots.map(toLot),
    pendingParts: spreadPending(state.lots.map((lot) => lot.remaining), state.pending),
    course: courseOf(state, today, posted),
    forecast: forecast({
      today, availableMinutes: state.available, usedMinutes: state.pace_minutes, usedEntries: state.pace_entries,
      since: state.since === null ? today : day(state.since), validUntil,
    }),
    split: { reactiveMinutes: state.pace_minutes - state.pace_proactive, proactiveMinutes: state.pace_proactive },
    recent: cards.recent.map(toRecent),
    requests: cards.requests,
    openRequests: cards.open_requests,
    contract: cards.contract,
  };
}

function toLot(lot: StateLot) {
  return { ...lot, validUntil: lot.validUntil === null ? null : day(lot.validUntil) };
}

/** The balance by day, up to today: what lapsed without anybody acting shows today. */
function courseOf(state: HoursState, today: Day, posted: number) {
  const points = state.course.map((point) => ({ day: day(point.day), balanceMinutes: point.balance, addedMinutes: point.added ?? 0 }));
  const last = points.at(-1);
  return last && last.day < today && last.balanceMinutes !== posted ? [...points, { day: today, balanceMinutes: posted, addedMinutes: 0 }] : points;
}

function toRecent(row: RecentRow) {
  const rule = { minimumMinutes: row.minimumMinutes, roundingMinutes: row.roundingMinutes, multiplierPercent: row.multiplierPercent, free: row.free };
  return {
    id: row.id, title: row.title, engineer: row.engineer.split(" ")[0] ?? row.engineer, workedOn: day(row.workedOn), nature: row.nature,
    billable: row.billable, steps: explainSteps(billableMinutes(row.worked, rule), rule),
  };
}
