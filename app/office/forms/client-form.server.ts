import { z } from "zod";

import { mailAddressField } from "#app/platform/typed/mail-address.ts";

import { settleVatNumber, tidyVatNumber, type VatNumberRefusal } from "#app/clients/rules/vat-number.ts";
import { isCountry } from "#app/clients/rules/countries.ts";
import { currencies } from "#app/clients/rules/places.ts";
import { approvalSettings } from "#app/hours/rules/approval.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { durationField, quantityField } from "#app/platform/typed/fields.ts";
import { onceWell } from "#app/platform/typed/once-well.ts";
import { isZone } from "#app/platform/zone.server.ts";

const text = (maximum: number) => z.string().trim().min(1).max(maximum);
const optionalText = (maximum: number) => z.string().trim().max(maximum).default("");

/** The low balance as staff and clients type it: a number without a unit is hours; at most 1,000 hours. */
const thresholdMinutes = durationField({ bare: "hours", most: 60_000, wrong: m.desk_duration_wrong });

const details = {
  name: text(120),
  legalName: text(160),
  kind: z.enum(["prepaid", "managed"]),
  country: z.string().max(2).refine(isCountry),
  zone: z
    .string()
    .max(64)
    .refine(isZone, { error: () => m.form_invalid() }),
  locale: z.enum(locales),
  addressLine: optionalText(160),
  postalCode: optionalText(20),
  city: optionalText(80),
  billingEmail: mailAddressField(200),
  vatNumber: z.string().trim().max(30).transform(tidyVatNumber).optional(),
};

const vatWords = {
  "vat-format": m.desk_vat_format,
  "vat-other-country": m.desk_vat_other_country,
  "vat-goods-only": m.desk_vat_format,
} satisfies Record<VatNumberRefusal, () => string>;

/** Why a VAT number is not kept, in staff's words. */
export function vatNumberWords(refusal: VatNumberRefusal): string {
  return vatWords[refusal]();
}

/** Refuses a VAT number that is none of its country; for records that have none yet, since one that is kept already stays. */
export function refuseVatNumber(
  { country, vatNumber }: { country: string; vatNumber?: string | undefined },
  context: z.RefinementCtx,
): void {
  const read = settleVatNumber(null, { country, vatNumber: vatNumber ?? null });
  if (!read.ok)
    context.addIssue({
      code: "custom",
      path: ["vatNumber"],
      message: vatNumberWords(read.refusal),
      input: vatNumber,
    });
}

/** What is asked of a new client; `id` is made with the form. */
export const newClientForm = z
  .object({
    id: z.uuid(),
    ...details,
    currency: z.enum(currencies),
    thresholdMinutes,
  })
  .superRefine(refuseVatNumber, onceWell("country", "vatNumber"));

/** What may change of a client later: not its currency, in which its blocks were sold. */
const clientDetailsForm = z.object({ intent: z.literal("details"), seen: z.string().max(40), ...details });

/** Whole days from 0 to a number of them. */
export function daysField(to: number) {
  return quantityField({ most: to, wrong: () => m.desk_days_wrong({ from: 0, to }) });
}

/** How a client's hours behave near zero and after they expired; `id` is made with the form. */
const clientHoursForm = z.object({
  intent: z.literal("hours"),
  id: z.uuid(),
  thresholdMinutes,
  overagePolicy: z.enum(["cover_next", "invoice", "refuse"]),
  fairnessDays: daysField(90),
  correctionGraceDays: daysField(366),
});

/** Whose word a client's time needs, and for how many days it may be asked about; no days means as the MSP says. */
const clientTimeForm = z.object({
  intent: z.literal("time"),
  approval: z.enum(approvalSettings),
  queryDays: daysField(366).optional(),
});

/** What a client's settings page sends: one of its three forms. */
export const clientSettingsForm = z.discriminatedUnion("intent", [
  clientDetailsForm,
  clientHoursForm,
  clientTimeForm,
]);
