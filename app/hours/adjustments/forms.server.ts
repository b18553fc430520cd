import { z } from "zod";

import type { AlertLevel } from "#app/hours/rules/alerts.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readDuration } from "#app/platform/typed/duration.ts";
import { onceWell } from "#app/platform/typed/once-well.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";
import {
  dayField,
  durationField,
  largestInteger,
  quantityField,
  typedRefusalWords,
} from "#app/platform/typed/fields.ts";

const dayTyped = dayField({ wrong: m.hours_time_error_day });
const reason = z.string().trim().max(500).default("");

/** A duration as people type it, a bare number being hours, as whole minutes, up to 1000 hours. */
const minutesTyped = (least: number) =>
  durationField({ bare: "hours", least, most: 60_000, wrong: m.manage_minutes_wrong });

function needsReason(typed: { intent: string; reason: string }, context: z.RefinementCtx): void {
  if (typed.intent === "save" && typed.reason.length < 3)
    context.addIssue({
      code: "custom",
      path: ["reason"],
      message: m.manage_reason_needed(),
      input: typed.reason,
    });
}

const change = { intent: z.enum(["preview", "save"]).default("save"), key: z.uuid(), reason };
const giving = z.object({
  ...change,
  kind: z.literal("give"),
  minutes: minutesTyped(1),
  validUntil: dayTyped.optional(),
});
const taking = z.object({ ...change, kind: z.literal("take"), minutes: minutesTyped(1) });

/** What is asked before hours are given or taken off; `key` is made with the form, and a preview needs no reason yet. */
export const adjustForm = z
  .discriminatedUnion("kind", [giving, taking])
  .superRefine(needsReason, onceWell("intent", "reason"));

/** What is asked before hours go to another client's account. */
export const moveForm = z
  .object({ ...change, minutes: minutesTyped(1), toId: z.uuid({ error: () => m.manage_move_whom() }) })
  .superRefine(needsReason, onceWell("intent", "reason"));

/** What is asked before a block lives on. */
export const extendForm = z
  .object({ ...change, lotId: quantityField({ least: 1, most: largestInteger }), validUntil: dayTyped })
  .superRefine(needsReason, onceWell("intent", "reason"));

/** What a client gets each month, from which month on. */
export const monthlyForm = z.object({
  key: z.uuid(),
  minutes: minutesTyped(0),
  rolloverMonths: quantityField({ most: 12 }),
  fromMonth: dayTyped.refine((month) => month.endsWith("-01"), { error: m.hours_time_error_day }),
});

/** Why an account may move again. */
export const thawForm = z.object({ reason: z.string().trim().min(3).max(500) });

/** Whether somebody of the MSP wants to hear of this client. */
export const watchForm = z.object({ intent: z.enum(["watch", "unwatch"]) });
/** The same for clients ticked in a list. */
export const watchClientsForm = z.object({ ...watchForm.shape, id: z.array(z.uuid()).max(50) });

const level = {
  kind: z.enum(["account", "minutes", "percent"]),
  minutes: z.string().trim().max(40).default(""),
  percent: z.string().trim().max(40).default(""),
};
const setting = z.object({
  intent: z.literal("set"),
  id: z.uuid(),
  ...level,
  buyers: z.boolean().default(false),
  people: z.array(z.uuid()).max(80).default([]),
});

/** At which level whom of the client is told, or that an alert goes. */
export const alertForm = z
  .discriminatedUnion("intent", [setting, z.object({ intent: z.literal("remove"), id: z.uuid() })])
  .transform((typed, context) => {
    if (typed.intent === "remove") return typed;
    return {
      intent: typed.intent,
      id: typed.id,
      toBuyers: typed.buyers,
      userIds: [...new Set(typed.people)],
      ...levelOf(typed, context),
    };
  });

/** A whole number from 1 to 100, with or without its sign; null for anything else. */
function wholePercent(typed: string): number | null {
  const percent = readQuantity(typed.replace(/%$/, ""));
  return percent.ok && percent.value >= 1 && percent.value <= 100 ? percent.value : null;
}

function levelOf(
  { kind, minutes, percent }: { kind: AlertLevel["kind"]; minutes: string; percent: string },
  context: z.RefinementCtx,
): AlertLevel {
  if (kind === "account") return { kind, level: 0 };
  if (kind === "percent") {
    const whole = wholePercent(percent);
    if (whole === null)
      context.addIssue({
        code: "custom",
        path: ["percent"],
        message: percent === "" ? m.form_required() : m.manage_percent_wrong(),
        input: percent,
      });
    return { kind, level: whole ?? 0 };
  }
  const read = readDuration(minutes, "hours");
  if (read.ok && read.value <= 60_000) return { kind, level: read.value };
  const refusal = read.ok ? "not-understood" : read.refusal;
  const message = typedRefusalWords("duration", minutes, refusal, m.manage_minutes_wrong);
  context.addIssue({ code: "custom", path: ["minutes"], message, input: minutes });
  return { kind, level: 0 };
}

const most = 300_000;

/** What an import may send in bytes: its text in any script, and the form around it. */
export const importBytes = 1_000_000;

/** A file of opening balances, uploaded or pasted, to look at or to bring in. */
export const importForm = z
  .object({
    intent: z.enum(["check", "import"]).default("check"),
    key: z.uuid(),
    file: z.instanceof(File).optional(),
    text: z.string().max(most).default(""),
  })
  .superRefine(({ file, text }, context) => {
    if (file && file.size > most)
      context.addIssue({
        code: "custom",
        path: ["file"],
        message: m.manage_import_too_large(),
        input: file.size,
      });
    if (!file && text.trim() === "")
      context.addIssue({ code: "custom", path: ["file"], message: m.manage_import_nothing(), input: text });
  });
