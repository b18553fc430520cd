import { z } from "zod";

import { isDay, type Day } from "#app/platform/day.ts";

import { lineKinds } from "./rules/contract.ts";
import { countingRules } from "./rules/counting.ts";
import type { LineDetail } from "./rules/draft.ts";

const day = z.custom<Day>((value) => typeof value === "string" && isDay(value));
const minor = z.int();

/** A line's price as its row keeps it. */
export const linePrice = z.union([
  z.object({ unitMinor: minor }),
  z.object({
    mode: z.enum(["graduated", "volume"]),
    steps: z.array(z.object({ upTo: z.int().nullable(), unitMinor: minor })),
  }),
]);

const change = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["joined", "left", "whole", "gone"]),
    label: z.string(),
    from: day,
    until: day,
    amountMinor: minor.nullable(),
  }),
  z.object({ kind: z.literal("price"), beforeMinor: minor, nowMinor: minor, amountMinor: minor }),
  z.object({ kind: z.literal("number"), before: z.int(), now: z.int(), amountMinor: minor }),
  z.object({ kind: z.enum(["new-line", "line-ended", "days"]), amountMinor: minor }),
]);

const terms = z.object({
  from: day,
  until: day.nullable(),
  price: linePrice,
  quantity: z.int(),
  minimum: z.int(),
  included: z.int(),
});

const request = z.object({ id: z.string(), number: z.int() }).optional();

/** What stands in the row of a closed month's line: written once, read for ever. */
export const lineDetail: z.ZodType<LineDetail> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("count"),
    counts: z.enum(lineKinds),
    rule: z.enum(countingRules),
    snapshotDay: z.int(),
    terms: z.array(terms),
    beforeMinor: minor,
    changes: z.array(change),
    request,
    days: z.int(),
    unitDays: z.int(),
    quantity: z.int(),
    amountMinor: minor,
    rows: z.array(
      z.object({
        unit: z.string(),
        label: z.string(),
        from: day,
        until: day,
        days: z.int(),
        amountMinor: minor.nullable(),
      }),
    ),
    stretches: z.array(
      z.object({ from: day, until: day, count: z.int(), billable: z.int(), monthlyMinor: minor }),
    ),
  }),
  z.object({
    kind: z.literal("correction"),
    nowMinor: minor,
    closedMinor: minor,
    earlierMinor: minor,
    changes: z.array(change),
    request,
  }),
  z.object({
    kind: z.literal("hours"),
    perHourMinor: minor,
    minutes: z.int(),
    includedMinutes: z.int(),
    work: z.array(z.object({ title: z.string(), workedOn: day, minutes: z.int() })),
  }),
  z.object({ kind: z.literal("adjustment"), reason: z.string() }),
  z.object({ kind: z.literal("carry"), fromMonth: z.string() }),
]);
