import type { Nature } from "#app/hours/rules/nature.ts";
import type { WorkTypeKey } from "#test/builders/work-types.ts";

/** Something that was asked, `daysAgo` before the demo begins. */
export type DemoRequest = {
  title: string;
  description?: string;
  daysAgo: number;
  by: string;
  state: "new" | "in_progress" | "waiting" | "done";
};

/** A piece of work in minutes on a request (by its key), at a wall-clock time. */
export type DemoEntry = {
  daysAgo: number;
  start: string;
  on: string;
  type: WorkTypeKey;
  minutes: number;
  nature: Nature;
  note: string;
  internalNote?: string;
  /** First written down with other minutes, put right a quarter of an hour later. */
  corrected?: { from: number; reason: string };
  /** Taken back the same day. */
  deleted?: string;
};

/** A block bought and paid. */
export type DemoPurchase = {
  daysAgo: number;
  by: string;
  minutes: number;
  pricePerHourMinor: number;
  vat: "standard" | "reverse_charge";
  method: string;
};

/** What happened at one client. */
export type DemoClient = {
  requests: Record<string, DemoRequest>;
  purchases: DemoPurchase[];
  entries: DemoEntry[];
};
