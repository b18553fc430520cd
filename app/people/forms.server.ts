import { z } from "zod";

import { currencies } from "#app/clients/rules/places.ts";
import { mailAddressField } from "#app/platform/typed/mail-address.ts";

import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, dayField, quantityField } from "#app/platform/typed/fields.ts";

import { deviceKinds } from "./device-kinds.ts";
import { resourceKinds, rightLevels } from "./rules/roster.ts";

const dayTyped = dayField({ wrong: m.people_day_wrong });
const short = z.string().trim().max(120);
const text = short.default("");
const yes = z.boolean().default(false);

const employee = {
  name: short.min(2),
  email: mailAddressField()
    .transform((address) => address.toLowerCase())
    .optional(),
  department: text,
  location: text,
  joinedOn: dayTyped,
  userId: z.uuid().optional(),
};

/** What is asked when somebody is added; with a seat type they get a seat from their first day on. */
export const addEmployeeForm = z.object({
  intent: z.literal("add"),
  id: z.uuid(),
  ...employee,
  seatTypeId: z.uuid().optional(),
});

/** A seat that nobody holds ends with a last day. */
export const closeSeatForm = z.object({
  intent: z.literal("close-seat"),
  seatId: z.uuid(),
  lastDay: dayTyped,
});

/** The forms on a client's roster. */
export const rosterForm = z.discriminatedUnion("intent", [addEmployeeForm, closeSeatForm]);

/** The forms on one person's page; each has its own intent. */
export const employeeForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("change"), ...employee }),
  z.object({ intent: z.literal("leave"), leftOn: dayTyped, release: yes }),
  z.object({ intent: z.literal("stay") }),
  z.object({
    intent: z.literal("give-seat"),
    id: z.uuid(),
    /** A seat that is passed on, `seat:…`, or a new one of a type, `type:…`. */
    seat: z.string().regex(/^(seat|type):[0-9a-f-]{36}$/),
    startsOn: dayTyped,
  }),
  z.object({ intent: z.literal("end-seat"), holdingId: z.uuid(), lastDay: dayTyped, keepSeat: yes }),
  z.object({ intent: z.literal("assign"), id: z.uuid(), productId: z.uuid(), startsOn: dayTyped }),
  z.object({ intent: z.literal("release"), assignmentId: z.uuid(), freeFrom: dayTyped }),
  z.object({
    intent: z.literal("grant"),
    id: z.uuid(),
    kind: z.enum(resourceKinds),
    resource: short.min(1),
    level: z.enum(rightLevels),
    startsOn: dayTyped,
    reason: z.string().trim().max(300).default(""),
  }),
  z.object({ intent: z.literal("revoke"), rightId: z.uuid(), freeFrom: dayTyped }),
]);
export type EmployeeFormValue = z.output<typeof employeeForm>;

const quantity = quantityField({ most: 100_000, wrong: m.people_quantity_wrong });
const amount = amountField({ most: 99_999_999, wrong: m.people_amount_wrong });

/** The forms on a client's licences: how many it has, a mailbox's licence, its release. */
export const licencesForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("pool"),
    productId: z.uuid(),
    quantity,
    startsOn: dayTyped,
    termEndsOn: dayTyped.optional(),
    reason: z.string().trim().max(300).default(""),
  }),
  z.object({
    intent: z.literal("assign"),
    id: z.uuid(),
    productId: z.uuid(),
    mailbox: mailAddressField().transform((address) => address.toLowerCase()),
    startsOn: dayTyped,
  }),
  z.object({ intent: z.literal("release"), assignmentId: z.uuid(), freeFrom: dayTyped }),
  z.object({ intent: z.literal("work"), productId: z.uuid() }),
  z.object({
    intent: z.literal("included"),
    seatTypeId: z.uuid(),
    productId: z.uuid(),
    quantity: quantityField({ most: 20, wrong: m.people_quantity_wrong }),
    startsOn: dayTyped,
  }),
]);

const price = {
  priceMinor: amount.refine((minor) => minor > 0, { error: m.people_price_zero }),
  costMinor: amount,
};
const productFacts = {
  id: z.uuid(),
  vendor: short.min(1),
  sku: short.min(1),
  name: short.min(1),
  termMonths: z.enum(["1", "12", "36"]).transform(Number),
  renews: z.enum(["yes", "no"]).transform((given) => given === "yes"),
  decreaseDays: quantityField({ most: 366, wrong: m.people_quantity_wrong }).optional(),
};

/** The forms on the catalogue of licence products: a new one, what is known of one, and a price from a day on. */
export const productsForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add"), ...productFacts, ...price, currency: z.enum(currencies) }),
  z.object({
    intent: z.literal("change"),
    ...productFacts,
    active: z.enum(["yes", "no"]).transform((given) => given === "yes"),
  }),
  z.object({ intent: z.literal("price"), id: z.uuid(), startsOn: dayTyped, ...price }),
]);

/** What a manager decides about access rights: which must go, and a remark. */
export const reviewForm = z.object({
  id: z.uuid(),
  seen: z.string().regex(/^[0-9a-f]{32}$/),
  end: z.array(z.uuid()).max(1000).default([]),
  note: z.string().trim().max(1000).default(""),
});

/** A seat type with its name in each language. */
export const seatTypeForm = z.object({
  intent: z.literal("seat-type"),
  id: z.uuid(),
  nl: short.min(1),
  de: short.min(1),
  en: short.min(1),
  active: z.enum(["yes", "no"]).transform((given) => given === "yes"),
});

/** The forms on a client's devices. */
export const devicesForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("add"),
    id: z.uuid(),
    name: short.min(1),
    kind: z.enum(deviceKinds),
    serial: text,
    os: text,
    warrantyUntil: dayTyped.optional(),
    startsOn: dayTyped,
    inScope: yes,
    onStandard: yes,
    employeeId: z.uuid().optional(),
  }),
  z.object({
    intent: z.literal("set"),
    deviceId: z.uuid(),
    from: dayTyped,
    inScope: yes,
    onStandard: yes,
    employeeId: z.uuid().optional(),
  }),
  z.object({ intent: z.literal("remove"), deviceId: z.uuid(), lastDay: dayTyped }),
]);

/** What a manager answers about the people: who is gone, and a remark. */
export const attestForm = z.object({
  id: z.uuid(),
  seen: z.string().regex(/^[0-9a-f]{32}$/),
  gone: z.array(z.uuid()).max(80).default([]),
  note: z.string().trim().max(1000).default(""),
});
