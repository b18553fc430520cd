import { z } from "zod";

import { quantityField } from "#app/platform/typed/fields.ts";

const typedDay = z.string().trim().max(100).default("");

/** The business hours as they are typed. */
export const calendarForm = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  zone: z.string().max(64),
  day1: typedDay,
  day2: typedDay,
  day3: typedDay,
  day4: typedDay,
  day5: typedDay,
  day6: typedDay,
  day7: typedDay,
  region: z.string().max(6).default(""),
  holidays: z.string().max(8000).default(""),
  warnMinutes: quantityField({ least: 5, most: 1440 }),
  contractIds: z.array(z.uuid()).max(2000).default([]),
});

/** A canned answer is saved, or taken out of the list. */
export const answerForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    body: z.string().trim().min(1).max(4000),
  }),
  z.object({ intent: z.literal("remove"), id: z.uuid() }),
]);
