import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { durationField, largestInteger, quantityField } from "#app/platform/typed/fields.ts";

const words = z.string().trim().min(1).max(2000);
const step = { id: z.uuid(), queryId: z.uuid(), words };

/** What a client's person may send from an entry's page: a question, more words on it, or taking it back. */
export const clientQueryForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ask"),
    id: z.uuid(),
    revision: quantityField({ most: largestInteger }),
    words,
  }),
  z.object({ intent: z.literal("say"), ...step }),
  z.object({ intent: z.literal("withdraw"), ...step }),
]);

/** Minutes as typed; nothing means none. */
const remaining = durationField({ bare: "minutes", most: 1440, wrong: m.query_minutes_wrong }).default(0);

const staffStep = { id: z.uuid(), words };

/** What staff may send from a query's page: words, a yes with what was really worked, or a no with words. */
export const staffQueryForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("say"), ...staffStep }),
  z.object({ intent: z.literal("accept"), ...staffStep, worked: remaining }),
  z.object({ intent: z.literal("uphold"), ...staffStep }),
]);

/** A field of a form that could not be read whole, as text; nothing where it is none. */
export function sentText(form: { payload: Record<string, unknown> }, name: string): string {
  const value = form.payload[name];
  return typeof value === "string" ? value : "";
}
