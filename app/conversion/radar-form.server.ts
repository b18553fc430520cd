import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, quantityField } from "#app/platform/typed/fields.ts";

import { readinessItems } from "./rules/readiness.ts";

const amount = (least: number) => amountField({ least, most: 99_999_999, wrong: m.contracts_amount_wrong });
const percent = (least: number, most: number) =>
  quantityField({ least, most, wrong: m.conversion_percent_wrong });

/** What the radar reckons with; the margin's floor in whole percent. */
export const radarForm = z
  .object({
    seatPriceMinor: amount(1),
    seatCostMinor: amount(0),
    labourCostMinor: amount(0),
    marginFloor: percent(0, 100),
    burnPercent: percent(1, 1000),
    requestsPercent: percent(1, 10_000),
    standardPercent: percent(0, 100),
  })
  .transform(({ marginFloor, ...rest }) => ({ ...rest, marginFloorBp: marginFloor * 100 }));

const ready = z.object({
  intent: z.literal("ready"),
  item: z.enum(readinessItems),
  on: z.enum(["on", "off"]),
});

/** A point of the checklist that a client confirms, or whose confirmation it takes back. */
export const readinessForm = ready;

/** The same for the MSP's people, with what they found at a point, and that the client is asked. */
export const staffReadinessForm = z.discriminatedUnion("intent", [
  ready,
  z.object({
    intent: z.literal("note"),
    item: z.enum(readinessItems),
    words: z.string().trim().max(2000).default(""),
  }),
  z.object({ intent: z.literal("ask") }),
]);
