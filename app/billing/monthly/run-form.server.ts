import { z } from "zod";

import { runFilters, type RunFilter } from "#app/billing/rules/run-list.ts";
import { isMonth, type Month } from "#app/contracts/rules/month.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readAmount } from "#app/platform/typed/amount.ts";

/** What the pages of the monthly run send. */
export const runForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("close"), seen: z.string().regex(/^-?\d{1,10}$/) }),
  z.object({ intent: z.literal("issue"), vat: z.literal("earlier").optional() }),
  z.object({ intent: z.enum(["void", "paid-elsewhere"]) }),
  z.object({ intent: z.literal("credit"), id: z.uuid(), reason: z.string().trim().min(1).max(200) }),
  z.object({
    intent: z.literal("adjust"),
    id: z.uuid(),
    sign: z.enum(["plus", "minus"]),
    amount: z.string().trim().min(1).max(30),
    reason: z.string().trim().min(1).max(200),
  }),
  z.object({ intent: z.literal("remove"), id: z.uuid() }),
]);

/** An amount as finance types it, above 0; null where it is none. */
export function amountOf({ amount, sign }: { amount: string; sign: "plus" | "minus" }): number | null {
  const read = readAmount(amount);
  if (!read.ok || read.value === 0 || read.value > 99_999_999) return null;
  return sign === "minus" ? -read.value : read.value;
}

/** What is said of an amount that is none. */
export const amountWrong = m.contracts_amount_wrong;

/** The month that an address names; null for none, and for what is no month. */
export function monthIn(request: Request): Month | null {
  const asked = new URL(request.url).searchParams.get("month");
  return asked !== null && isMonth(asked) ? asked : null;
}

/** The part of the run's list that an address names, and the page of it; all and the first where it names none. */
export function listIn(request: Request): { filter: RunFilter; page: number } {
  const params = new URL(request.url).searchParams;
  const filter = runFilters.find((known) => known === params.get("show")) ?? "all";
  const page = /^\d{1,4}$/.test(params.get("page") ?? "") ? Number(params.get("page")) : 1;
  return { filter, page };
}
