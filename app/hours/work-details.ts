import type { Day } from "#app/platform/day.ts";

import type { Nature } from "./rules/nature.ts";

/** What an engineer says about a piece of work; `start` is wall-clock time (`14:30`) in the client's zone. */
export type WorkDetails = {
  clientId: string;
  requestId: string;
  workedOn: Day;
  start: string | null;
  workedMinutes: number;
  workTypeId: string;
  nature: Nature;
  /** For the client to read. */
  note: string;
  /** For the MSP's people alone. */
  internalNote: string;
};

/** Why work can't be written down as it was said. */
export type WorkRefusal =
  | "no-such-request"
  | "no-such-work-type"
  | "day-in-future"
  | "start-in-future"
  | "no-hours-account"
  | "account-frozen"
  | "clock-ahead"
  | "too-many-hours"
  | "below-zero-refused"
  | "late-without-reason"
  | "too-long-ago";

/** What the account holds after an act, in minutes. */
export type BalanceAfter = { availableMinutes: number; owedMinutes: number };
