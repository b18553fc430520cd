import type { Day } from "#app/platform/day.ts";

import type { Nature } from "./rules/nature.ts";
import type { HourChoice, WorkedRefusal } from "./rules/worked-minutes.ts";

/** When work was done, as an engineer says it: day and wall-clock times (`14:30`) by the MSP's own clock. */
export type WorkedTime = {
  workedOn: Day;
  start: string | null;
  end?: string | null;
  /** 0 where start and end say it. */
  workedMinutes: number;
  /** Which is meant where that hour comes twice. */
  startHour?: HourChoice | null;
  endHour?: HourChoice | null;
  /** The start as it was known before, which stays the one that is meant. */
  startedAt?: Date | null;
  /** More than twelve hours are meant. */
  long?: boolean;
};

/** What an engineer says about a piece of work. */
export type WorkDetails = WorkedTime & {
  clientId: string;
  requestId: string;
  workTypeId: string;
  nature: Nature;
  /** For the client to read. */
  note: string;
  /** For the MSP's people alone. */
  internalNote: string;
};

/** Why it is not clear, or not possible, that work was done then. */
export type TimeRefusal = WorkedRefusal | "day-in-future" | "start-in-future" | "not-ended" | "long";

/** Why work can't be written down as it was said. */
export type WorkRefusal =
  | "no-such-request"
  | "no-such-work-type"
  | TimeRefusal
  | "no-hours-account"
  | "account-frozen"
  | "clock-ahead"
  | "too-many-hours"
  | "below-zero-refused"
  | "late-without-reason"
  | "too-long-ago";

/** What the account holds after an act, in minutes. */
export type BalanceAfter = { availableMinutes: number; owedMinutes: number };
