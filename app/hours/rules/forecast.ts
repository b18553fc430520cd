import { addDays, daysBetween, type Day } from "#app/platform/day.ts";

/** The stretch of days that the pace is taken from. */
export const paceDays = 90;

export type PaceInput = {
  today: Day;
  availableMinutes: number;
  /** Billed minutes and entries of the last 90 days. */
  usedMinutes: number;
  usedEntries: number;
  /** The first day of the client's history. */
  since: Day;
  /** The last day on which the open blocks count; null when they don't expire. */
  validUntil: Day | null;
};

export type Forecast = {
  perMonthMinutes: number;
  /** The day the hours run out at this pace; null when they lapse before, or last for years. */
  emptyOn: Day | null;
  /** At this pace some hours are still there when the last open block expires. */
  lapses: boolean;
};

const leastDays = 21;
const leastEntries = 3;
const furthestDays = 730;

/** When the hours run out at the pace of the last 90 days; null when there is too little to go by: three weeks and three entries. */
export function forecast(input: PaceInput): Forecast | null {
  const observed = Math.min(paceDays, daysBetween(input.since, input.today) + 1);
  if (observed < leastDays || input.usedEntries < leastEntries || input.usedMinutes <= 0) return null;
  const perMonthMinutes = Math.round((input.usedMinutes * 365) / 12 / observed);
  if (input.availableMinutes <= 0) return { perMonthMinutes, emptyOn: null, lapses: false };
  const daysLeft = Math.floor((input.availableMinutes * observed) / input.usedMinutes);
  const lapses = input.validUntil !== null && daysLeft > daysBetween(input.today, input.validUntil);
  return {
    perMonthMinutes,
    emptyOn: lapses || daysLeft > furthestDays ? null : addDays(input.today, daysLeft),
    lapses,
  };
}
