import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, dayField, largestInteger } from "#app/platform/typed/fields.ts";

/** What is set on the page of a client's approvers. An empty budget is none. */
export const approversForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("budget"),
    userId: z.uuid(),
    budget: amountField({ most: largestInteger, wrong: m.change_budget_wrong }).optional(),
  }),
  z.object({
    intent: z.literal("stand-in"),
    standIn: z.uuid(),
    from: dayField({ wrong: m.change_problem_day }),
    until: dayField({ wrong: m.change_problem_day }),
  }),
  z.object({ intent: z.literal("no-stand-in") }),
]);
