import { may } from "#app/identity/permission.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { findContractSummary, withoutTotal } from "#app/contracts/contract-page.server.ts";
import { findWork } from "#app/hours/store/find-work.server.ts";
import { balanceOf, isUntouched } from "#app/hours/balance-part.ts";
import { levelOf } from "#app/hours/rules/client-order.ts";
import { postedMinutes } from "#app/hours/rules/balance.ts";
import { findHoursState, type HoursState } from "#app/hours/store/hours-state.server.ts";
import { listOpenInvitations } from "#app/identity/invitation-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findAround } from "#app/office/store/clients.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type ClientOverview = Awaited<ReturnType<typeof getClientOverview>>;

/** How a client stands: hours, their course, the last work, open requests, people, and the contract in force. A fixed number of queries; minutes whole. */
export function getClientOverview(scope: StaffScope, clientId: string) {
  const at = now();
  return readInScope(scope, async (tx) => {
    const state = await findHoursState(tx, clientId, at);
    const around = await findAround(tx, clientId);
    if (!state || around.ended) return notFound();
    const today = dayIn(state.zone, at);
    const contract = await findContractSummary(tx, clientId, today);
    return {
      ...hoursOf(state, today),
      ...around,
      invited: (await listOpenInvitations(tx, clientId)).map(({ id, name, email, createdAt, expiresAt }) => ({
        ...{ id, name, email },
        sentOn: dayIn(state.zone, createdAt),
        isOver: expiresAt <= at,
      })),
      work: await findWork(tx, { clientId, limit: 5, latest: true }),
      contract: contract && (may(scope, contractsAccess.read) ? contract : withoutTotal(contract)),
      today,
    };
  });
}

function hoursOf(state: HoursState, today: Day) {
  const netMinutes = postedMinutes({ availableMinutes: state.available, owedMinutes: state.owed });
  const points = state.course.map((point) => ({
    day: day(point.day),
    balanceMinutes: point.balance,
    addedMinutes: point.added ?? 0,
  }));
  const balance = balanceOf(state, today);
  const hasHours = state.ever && !isUntouched(balance);
  return {
    balance,
    points: hasHours ? points : [],
    level: levelOf({ netMinutes, thresholdMinutes: state.threshold, hasHours }),
    thresholdMinutes: state.threshold,
    emptyOn: balance.forecast?.emptyOn ?? null,
  };
}
