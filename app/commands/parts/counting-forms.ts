import { z } from "zod";

import { countingRules } from "#app/contracts/rules/counting.ts";
import { isMonth } from "#app/contracts/rules/month.ts";
import { isDay, type Day } from "#app/platform/day.ts";

// What a file of counting cases may hold: one form a type of case; test/fixtures/counting.json explains the fields.
const days = z.custom<Day>((value) => typeof value === "string" && isDay(value));
const month = z.string().refine(isMonth);
const minor = z.int();

const unit = z.object({
  id: z.string(),
  seat: z.string().nullish(),
  from: days,
  to: days.nullable(),
  times: z.int().positive().default(1),
});
const tiers = z.object({
  mode: z.enum(["graduated", "volume"]),
  steps: z.array(z.object({ upTo: z.int().nullable(), unitMinor: minor })),
});
const line = z.object({
  kind: z.string(),
  rule: z.enum(countingRules),
  prices: z.array(z.object({ from: days, unitMinor: minor.optional(), tiers: tiers.optional() })).optional(),
  tiers: tiers.optional(),
  minimum: z.int().default(0),
  included: z.int().default(0),
  quantity: z.int().default(1),
  snapshotDay: z.int().default(31),
  from: days.nullish(),
  to: days.nullish(),
});
export type Line = z.output<typeof line>;
export type Unit = z.output<typeof unit>;

const given = z.looseObject({
  units: z.array(unit).optional(),
  versions: z.array(z.looseObject({ from: days, to: days.nullish() })).optional(),
  tiers: tiers.optional(),
  rule: z.enum(countingRules).optional(),
  versionFrom: days.optional(),
  lastClosedMonth: month.optional(),
  employee: z.string().optional(),
  licence: z.string().optional(),
  from: z.array(days).optional(),
  quantity: z.number().optional(),
  unitMinor: z.number().optional(),
  currency: z.string().optional(),
  contractCurrency: z.string().optional(),
});

const common = { id: z.string(), expect: z.record(z.string(), z.unknown()), why: z.string().optional() };
export const cases = z.discriminatedUnion("type", [
  z.object({ ...common, type: z.literal("line"), month, line, units: z.array(unit).default([]) }),
  z.object({ ...common, type: z.literal("local-day"), instant: z.iso.datetime(), zone: z.string() }),
  z.object({ ...common, type: z.literal("indexation"), unitMinor: minor, basisPoints: z.int() }),
  z.object({
    ...common,
    type: z.literal("indexation-chain"),
    unitMinor: minor,
    basisPoints: z.int(),
    years: z.int(),
  }),
  z.object({
    ...common,
    type: z.literal("indexation-by-index"),
    unitMinor: minor,
    oldIndex: z.int(),
    newIndex: z.int(),
  }),
  z.object({
    ...common,
    type: z.literal("correction"),
    month,
    line,
    closedMinor: minor,
    earlierCorrectionsMinor: z.array(minor),
    unitsNow: z.array(unit).default([]),
  }),
  z.object({ ...common, type: z.literal("net"), linesMinor: z.array(minor) }),
  z.object({ ...common, type: z.literal("split"), totalMinor: minor, weights: z.array(z.int()) }),
  z.object({ ...common, type: z.literal("vat"), linesMinor: z.array(minor), basisPoints: z.int() }),
  z.object({
    ...common,
    type: z.literal("co-term"),
    annualUnitMinor: minor,
    quantity: z.int(),
    from: days,
    termEndsOn: days,
    termDays: z.int(),
  }),
  z.object({
    ...common,
    type: z.literal("clock"),
    startsOn: days,
    termMonths: z.int(),
    renewalMonths: z.int(),
    noticeMonths: z.int(),
    renewals: z.int(),
    on: days.optional(),
  }),
  z.object({
    ...common,
    type: z.literal("year"),
    months: z.array(month),
    line,
    costUnitMinor: minor,
    units: z.array(unit),
  }),
  z.object({
    ...common,
    type: z.literal("margin"),
    seats: z.int(),
    unitMinor: minor,
    costPartsMinor: z.record(z.string(), minor),
  }),
  z.object({ ...common, type: z.literal("refused"), given }),
]);
export type Case = z.output<typeof cases>;
export type Tiers = z.output<typeof tiers>;
export type Given = z.output<typeof given>;
