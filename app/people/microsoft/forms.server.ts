import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { dayField } from "#app/platform/typed/fields.ts";

/** The MSP's registration at Microsoft; without a secret the one that is kept stays. */
export const microsoftAppForm = z.object({
  intent: z.literal("app"),
  appId: z.uuid({ error: m.people_ms_tenant_wrong }).toLowerCase(),
  secret: z.string().trim().max(200).optional(),
  secretEndsOn: dayField({ wrong: m.people_day_wrong }).optional(),
});

/** The forms on a client's page of Microsoft 365. */
export const microsoftForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("connect"),
    tenantId: z
      .string()
      .trim()
      .max(40)
      .pipe(z.uuid({ error: m.people_ms_tenant_wrong }))
      .transform((id) => id.toLowerCase()),
  }),
  z.object({ intent: z.literal("disconnect") }),
  z.object({ intent: z.literal("read") }),
  z.object({ intent: z.literal("again") }),
  z.object({ intent: z.literal("accept"), key: z.string().min(1).max(200) }),
  z.object({ intent: z.literal("refuse"), key: z.string().min(1).max(200) }),
]);
export type MicrosoftFormValue = z.output<typeof microsoftForm>;
