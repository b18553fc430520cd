import { z } from "zod";

import { hoursChoices } from "#app/clients/rules/ending.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayField } from "#app/platform/typed/fields.ts";

/** What ends a client, or brings it back. */
export const endingForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("end"),
    key: z.uuid(),
    fromOn: dayField({ wrong: m.hours_time_error_day }),
    hours: z.enum(hoursChoices),
    reason: z.string().trim().min(3).max(500),
  }),
  z.object({ intent: z.literal("bring-back") }),
]);
