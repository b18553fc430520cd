import { z } from "zod";

import { readVatNumber, tidyVatNumber } from "#app/clients/rules/vat-number.ts";
import { isEuCountry } from "#app/clients/rules/vat.ts";
import { countries, currencies } from "#app/clients/rules/places.ts";
import { approvalSettings } from "#app/hours/rules/approval.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { isZone } from "#app/platform/zone.server.ts";
import { parseDuration } from "#app/ui/fields/duration.ts";

const text = (maximum: number) => z.string().trim().min(1).max(maximum);
const optionalText = (maximum: number) => z.string().trim().max(maximum).default("");

/** Hours and minutes as people type them, as whole minutes; at most 1,000 hours. */
export const minutesTyped = z.string().transform((typed, context) => {
  const minutes = parseDuration(typed);
  if (minutes !== null && minutes <= 60_000) return minutes;
  context.addIssue({ code: "custom", message: m.desk_duration_wrong(), input: typed });
  return z.NEVER;
});

const details = {
  name: text(120),
  legalName: text(160),
  kind: z.enum(["prepaid", "managed"]),
  country: z.enum(countries),
  zone: z.string().refine(isZone, { error: () => m.form_invalid() }),
  locale: z.enum(locales),
  addressLine: optionalText(160),
  postalCode: optionalText(20),
  city: optionalText(80),
  billingEmail: z.email().max(200),
  vatNumber: z.string().trim().max(30).transform(tidyVatNumber).optional(),
};

/** A VAT number as the checks want it; a form error where it can't be one of that country. */
function checkVat(
  client: { country: string; vatNumber?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (!client.vatNumber || !isEuCountry(client.country)) return;
  const read = readVatNumber(client.vatNumber, client.country);
  if (read.ok) return;
  const words = {
    "vat-format": m.desk_vat_format,
    "vat-other-country": m.desk_vat_other_country,
    "vat-goods-only": m.desk_vat_format,
  };
  context.addIssue({
    code: "custom",
    path: ["vatNumber"],
    message: words[read.refusal](),
    input: client.vatNumber,
  });
}

/** What is asked of a new client; `id` is made with the form. */
export const newClientForm = z
  .object({ id: z.uuid(), ...details, currency: z.enum(currencies), thresholdMinutes: minutesTyped })
  .superRefine(checkVat);

/** What may change of a client later: not its currency, in which its blocks were sold. */
export const clientDetailsForm = z.object({ intent: z.literal("details"), ...details }).superRefine(checkVat);

function days(to: number) {
  const error = (): string => m.desk_days_wrong({ from: 0, to });
  return z.coerce.number({ error }).int({ error }).min(0, { error }).max(to, { error });
}

/** How a client's hours behave near zero and after they expired; `id` is made with the form. */
export const clientHoursForm = z.object({
  intent: z.literal("hours"),
  id: z.uuid(),
  thresholdMinutes: minutesTyped,
  overagePolicy: z.enum(["cover_next", "invoice", "refuse"]),
  fairnessDays: days(90),
  correctionGraceDays: days(366),
});

/** Whose word a client's time needs, and for how many days it may be asked about; no days means as the MSP says. */
export const clientTimeForm = z.object({
  intent: z.literal("time"),
  approval: z.enum(approvalSettings),
  queryDays: z.coerce.number().int().min(0).max(366).optional(),
});
