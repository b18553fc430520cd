import { z } from "zod";

import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import { natures } from "#app/hours/rules/nature.ts";
import { startOfMeasured } from "#app/hours/rules/measured-time.ts";
import { hourChoices, longestMinutes } from "#app/hours/rules/worked-minutes.ts";
import type { TimeRefusal, WorkDetails } from "#app/hours/work-details.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayField, durationField, largestInteger, quantityField } from "#app/platform/typed/fields.ts";

const time = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.hours_time_error_time() })
  .optional();

const work = {
  intent: z.enum(["preview", "save"]).default("save"),
  clientId: z.uuid(),
  requestId: z.uuid(),
  workedOn: dayField({ wrong: m.hours_time_error_day }),
  start: time,
  end: time,
  duration: durationField({
    bare: "minutes",
    most: largestInteger,
    wrong: m.hours_worked_not_understood,
  }).optional(),
  // What a timer has measured: its start and its minutes.
  measured: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d \d{1,4}$/)
    .optional(),
  startHour: z.enum(hourChoices).optional(),
  endHour: z.enum(hourChoices).optional(),
  long: z.literal("on").optional(),
  workTypeId: z.uuid(),
  nature: z.enum(natures),
  note: z.string().trim().max(2000).default(""),
  internalNote: z.string().trim().max(4000).default(""),
};

type Typed = z.output<z.ZodObject<typeof work>>;

/** What is asked of new time; `entryId` is made with the form, the reason is needed of late work alone. */
export const newTimeForm = z
  .object({ ...work, entryId: z.uuid(), reason: z.string().trim().max(500).default("") })
  .transform((typed, context) => ({ ...typed, work: toWork(typed, context) }));

/**
 * What is asked of a correction: the same, the revision that was seen, and why (a preview needs no reason yet).
 * At revision 0 the entry waits: then it is its approval's version that was seen, and nothing needs explaining.
 */
export const correctTimeForm = z
  .object({
    ...work,
    revision: quantityField({ most: largestInteger }),
    version: quantityField({ most: largestInteger }).default(0),
    reason: z.string().trim().max(500).default(""),
  })
  .transform((typed, context) => {
    if (typed.intent === "save" && typed.reason === "" && typed.revision > 0)
      context.addIssue({ code: "custom", path: ["reason"], message: m.form_required(), input: typed.reason });
    return { ...typed, work: toWork(typed, context) };
  });

/** What is asked before time is taken back. */
export const deleteTimeForm = z.object({
  intent: z.literal("delete"),
  clientId: z.uuid(),
  revision: quantityField({ most: largestInteger }),
  version: quantityField({ most: largestInteger }).default(0),
  reason: z.string().trim().min(1).max(500),
});

const fieldOf = {
  "duration-missing": "duration",
  "too-long": "duration",
  "duration-differs": "duration",
  "end-without-start": "start",
  "end-is-start": "end",
  "no-such-start": "start",
  "no-such-end": "end",
  "which-start": "startHour",
  "which-end": "endHour",
  "day-in-future": "workedOn",
  "start-in-future": "start",
  "not-ended": "duration",
  "end-before-start": "end",
  long: "long",
} as const satisfies Record<TimeRefusal, string>;

const isTimeRefusal = (refusal: string): refusal is TimeRefusal => refusal in fieldOf;

/** Where a refusal of what was typed stands in the form, in its words: at its field, or above the form. */
export function refusalReply(
  refusal: string,
  words: string,
): { fieldErrors: Record<string, string[]> } | { formErrors: string[] } {
  if (refusal === "late-without-reason") return { fieldErrors: { reason: [words] } };
  return isTimeRefusal(refusal) ? { fieldErrors: { [fieldOf[refusal]]: [words] } } : { formErrors: [words] };
}

/** What can be said without a clock; the verb reads the times by the MSP's. */
function toWork(typed: Typed, context: z.RefinementCtx): WorkDetails {
  const { start = null, end = null, duration = null } = typed;
  const refusal =
    end !== null && start === null
      ? "end-without-start"
      : end === null && (duration === null || duration <= 0)
        ? "duration-missing"
        : end === null && duration !== null && duration > longestMinutes
          ? "too-long"
          : null;
  if (refusal)
    context.addIssue({
      code: "custom",
      path: [fieldOf[refusal]],
      message: timeRefusalWords(refusal),
      input: duration,
    });
  return {
    clientId: typed.clientId,
    requestId: typed.requestId,
    workedOn: typed.workedOn,
    start: end === null ? startOfMeasured(start, duration, typed.measured) : start,
    end,
    workedMinutes: duration ?? 0,
    startHour: typed.startHour ?? null,
    endHour: typed.endHour ?? null,
    long: typed.long === "on",
    workTypeId: typed.workTypeId,
    nature: typed.nature,
    note: typed.note,
    internalNote: typed.internalNote,
  };
}
