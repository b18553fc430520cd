import type { TaskKind } from "#app/billing/rules/task-kinds.ts";

/** A task as people see it; minor units. */
export type TaskRow = {
  id: string;
  kind: TaskKind;
  clientId: string | null;
  clientName: string | null;
  openedAt: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  reason: string | null;
  orderId: string | null;
  order: number | null;
  amountMinor: number;
  bookedMinor: number;
  currency: string;
  bookedCurrency: string;
  /** What differs, as words of rules/invoice-match.ts. */
  differs: string[];
  /** Country and VAT number as they were confirmed, and as the client changed them. */
  was: string;
  is: string;
  /** The month that it is about, as YYYY-MM. */
  month: string | null;
  /** Why a month's invoice waits, as a word of rules/month-wait.ts, and what Stripe said. */
  why: string | null;
  said: string | null;
};
