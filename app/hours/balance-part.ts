import { day, type Day } from "#app/platform/day.ts";

import { spreadPending } from "./rules/approval.ts";
import { postedMinutes, standing } from "./rules/balance.ts";
import { forecast } from "./rules/forecast.ts";
import type { HoursState } from "./store/hours-state.server.ts";

/** What is ordered on open invoices, with until when each is to be paid. */
export function orderedOf({ ordered }: HoursState) {
  return ordered.map(({ dueOn, ...one }) => ({ ...one, dueOn: dueOn === null ? null : day(dueOn) }));
}

export type BalancePart = ReturnType<typeof balanceOf>;

/** What the balance card shows of a client's hours, to the client and to staff alike: minutes whole, days in the client's zone. */
export function balanceOf(state: HoursState, today: Day) {
  const posted = postedMinutes({ availableMinutes: state.available, owedMinutes: state.owed });
  const validUntil = state.valid_until === null ? null : day(state.valid_until);
  return {
    everHadBlock: state.lots.length > 0,
    postedMinutes: posted,
    owedMinutes: state.owed,
    heldMinutes: state.held,
    pendingMinutes: state.pending,
    contestedMinutes: state.contested,
    onItsWayMinutes: state.on_its_way,
    ordered: orderedOf(state),
    thresholdMinutes: state.threshold,
    standing: standing(posted, state.threshold),
    totalMinutes: state.lots.reduce((sum, lot) => sum + lot.minutes, 0),
    validUntil,
    expiry: state.expires_on === null ? null : { on: day(state.expires_on), minutes: state.expiring },
    lots: state.lots.map((lot) => ({
      ...lot,
      validUntil: lot.validUntil === null ? null : day(lot.validUntil),
    })),
    pendingParts: spreadPending(
      state.lots.map((lot) => lot.remaining),
      state.pending,
    ),
    forecast: forecast({
      today,
      availableMinutes: state.available,
      usedMinutes: state.pace_minutes,
      usedEntries: state.pace_entries,
      since: state.since === null ? today : day(state.since),
      validUntil,
    }),
  };
}

/** Whether nothing was ever bought, given or worked: no block, nothing owed, waiting or ordered. */
export function isUntouched(balance: BalancePart): boolean {
  const { everHadBlock, owedMinutes, pendingMinutes, contestedMinutes, onItsWayMinutes, ordered } = balance;
  const moved = owedMinutes + pendingMinutes + contestedMinutes + onItsWayMinutes;
  return !everHadBlock && moved === 0 && ordered.length === 0;
}
