import type { Day } from "#app/platform/day.ts";

import type { Nature } from "./rules/nature.ts";
import type { HourChoice, WorkedRefusal } from "./rules/worked-minutes.ts";

/** When work was done, as an engineer types it: day and wall-clock times (`14:30`) by the MSP's clock. */
export type WorkedTime = {
  workedOn: Day;
  start: string | null;
  end?: string | null;
  /** 0 where it follows from start and end. */
  workedMinutes: number;
  /** Which is meant where that hour comes twice. */
  startHour?: HourChoice | null;
  endHour?: HourChoice | null;
  /** The start of the saved entry, which decides between two instants of a repeated hour. */
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

/** Why the typed time is ambiguous or impossible. */
export type TimeRefusal =
  WorkedRefusal | "day-in-future" | "start-in-future" | "not-ended" | "end-before-start" | "long";

/** Why work can't be logged as it was typed. */
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

/** The balance after an act, in minutes. */
export type BalanceAfter = { availableMinutes: number; owedMinutes: number };
