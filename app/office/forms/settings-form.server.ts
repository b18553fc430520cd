import { z } from "zod";

import { mailAddressField } from "#app/platform/typed/mail-address.ts";

import { onceWell } from "#app/platform/typed/once-well.ts";

import { tidyVatNumber } from "#app/clients/rules/vat-number.ts";
import { isCountry } from "#app/clients/rules/countries.ts";
import { vatSchemes } from "#app/clients/rules/vat.ts";
import { currencies } from "#app/clients/rules/places.ts";
import type { MspDetails, MspRefusal } from "#app/office/save-msp.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { quantityField } from "#app/platform/typed/fields.ts";
import { isZone } from "#app/platform/zone.server.ts";

import { daysField, refuseVatNumber, vatNumberWords } from "./client-form.server.ts";

const optional = (maximum: number) => z.string().trim().max(maximum).optional();

/** What is known of the MSP; the address has a line a row. */
const mspFields = {
  name: z.string().trim().min(1).max(120),
  legalName: z.string().trim().min(1).max(160),
  address: z
    .string()
    .trim()
    .max(400)
    .default("")
    .transform((typed) =>
      typed
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, 6),
    ),
  country: z.string().max(2).refine(isCountry),
  vatNumber: optional(30).transform((typed) => (typed ? tidyVatNumber(typed) : undefined)),
  companyNumber: optional(40),
  email: mailAddressField(200),
  phone: optional(40),
  zone: z
    .string()
    .max(64)
    .refine(isZone, { error: () => m.form_invalid() }),
  locale: z.enum(locales),
  vatScheme: z.enum(vatSchemes),
  viesDownPolicy: z.enum(["charge_vat", "hold"]),
  queryDays: daysField(366),
  currency: z.enum(currencies),
};

const mspForm = z.object({ intent: z.literal("msp"), ...mspFields });

/** What the first run asks about the MSP. */
export const companyForm = z.object(mspFields).superRefine(refuseVatNumber, onceWell("country", "vatNumber"));

/** The MSP's record as a form says it. */
export function mspDetailsOf(form: z.output<typeof companyForm>): MspDetails {
  const { address, vatNumber, companyNumber, phone, ...details } = form;
  return {
    ...details,
    addressLines: address,
    vatNumber: vatNumber ?? null,
    companyNumber: companyNumber ?? null,
    phone: phone ?? null,
  };
}

/** What is wrong with the MSP's record, by the field that it concerns. */
export function mspRefusalFields(refusal: MspRefusal): Record<string, string[]> {
  return refusal === "country-not-offered"
    ? { country: [m.form_invalid()] }
    : { vatNumber: [vatNumberWords(refusal)] };
}

/** Whether everybody who can do much must sign in with a second factor. */
const mfaForm = z.object({ intent: z.literal("mfa"), required: z.enum(["yes", "no"]) });

/** What the MSP's settings page sends. */
export const settingsForm = z.discriminatedUnion("intent", [mspForm, mfaForm]);

const whole = (least: number, most: number) => quantityField({ least, most });

/** A kind of work and how it is billed; minutes whole, the multiplier in percent. */
export const workTypeForm = z.object({
  id: z.uuid(),
  nl: z.string().trim().min(1).max(80),
  de: z.string().trim().min(1).max(80),
  en: z.string().trim().min(1).max(80),
  minimumMinutes: whole(0, 480).default(0),
  roundingMinutes: whole(1, 120),
  multiplierPercent: whole(0, 1000),
  free: z.boolean().default(false),
  active: z.boolean().default(false),
  position: whole(0, 1000).default(0),
});
