import { randomUUID } from "node:crypto";

import { z } from "zod";

import {
  callTimes,
  fieldTypes,
  initialSources,
  manyTypes,
  type Field,
  type LineRule,
} from "#app/desk/rules/definition.ts";
import { longestCallMinutes, longestLead, mostOptions } from "#app/desk/rules/edit-definition.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { slug } from "#app/platform/slug.ts";
import { quantityField } from "#app/platform/typed/fields.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import { conditionShape, readShow } from "./condition-form.server.ts";
import { rowShape, textAt, type Errors } from "./form-rows.server.ts";
import { inAll } from "./item-form.server.ts";

const label = z.string().trim().min(2).max(140);
const help = z.string().trim().max(300).default("");
const condition = conditionShape("when");

/** A question as staff write it: its type is chosen once; the options stand in rows. */
export const questionForm = z.object({
  intent: z.literal("question"),
  type: z.enum(fieldTypes),
  labelNl: label,
  labelDe: label,
  labelEn: label,
  helpNl: help,
  helpDe: help,
  helpEn: help,
  required: z.boolean().default(false),
  many: z.boolean().default(false),
  initial: z.string().trim().max(140).default(""),
  initialFrom: z.string().max(20).default(""),
  min: quantityField({ most: 1_000_000 }).optional(),
  max: quantityField({ most: 1_000_000 }).optional(),
  fromDays: quantityField({ most: longestLead }).optional(),
  ...condition,
  ...rowShape("option", mostOptions, ["Value", "Nl", "De", "En"], 80),
});

const lineText = z.string().trim().max(200).default("");

/** A line of the checklist as staff write it; `was` is its Dutch text as the editor saw it. */
export const lineForm = z.object({
  intent: z.literal("line"),
  was: z.string().max(200).default(""),
  textNl: lineText,
  textDe: lineText,
  textEn: lineText,
  ...condition,
  endpoint: z.uuid().optional(),
  minutes: quantityField({ least: 1, most: longestCallMinutes }).optional(),
  callAt: z.enum(callTimes).default("start"),
});

/** A place in the checklist as an address names it, from 0. */
export const linePlace = quantityField({ most: 100 });

/** Makes a question of what was typed; `above` are the questions that its condition may look at, `before` the one it replaces. */
export function readQuestion(
  typed: z.output<typeof questionForm>,
  payload: Record<string, unknown>,
  { before, above }: { before: Field | null; above: readonly Field[] },
): { field: Field } | { errors: Errors } {
  const type = before?.type ?? typed.type;
  const { show, errors } = readShow(payload, "when", { fields: above, before: before?.show });
  const options = type === "choice" ? readOptions(payload) : null;
  if (options?.length === 0) errors["option1Nl"] = [m.change_editor_options_missing()];
  const initial = readInitial(type, typed.initial, options);
  if (initial === null) errors["initial"] = [m.change_editor_initial_wrong()];
  const limits = readLimits(type, typed);
  if (limits.min !== undefined && limits.max !== undefined && limits.min > limits.max)
    errors["max"] = [m.change_editor_limit_wrong()];
  const initialFrom = initialSources[type]?.find((source) => source === typed.initialFrom);
  if (Object.keys(errors).length > 0) return { errors };
  const helped = inAll({ nl: typed.helpNl, de: typed.helpDe, en: typed.helpEn });
  return {
    field: {
      key: before?.key ?? `q${randomUUID().slice(0, 8)}`,
      type,
      label: { nl: typed.labelNl, de: typed.labelDe, en: typed.labelEn },
      ...(helped ? { help: helped } : {}),
      required: typed.required,
      ...(show ? { show } : {}),
      ...(options ? { options } : {}),
      ...(typed.many && manyTypes.includes(type) ? { many: true } : {}),
      ...limits,
      ...(initial ? { initial } : {}),
      ...(initialFrom ? { initialFrom } : {}),
    },
  };
}

type Limits = Pick<Field, "min" | "max" | "fromDays">;

/** The limits that a question's type knows. */
function readLimits(type: Field["type"], { min, max, fromDays }: Limits): Limits {
  if (type === "day") return fromDays ? { fromDays } : {};
  if (type !== "number") return {};
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

type Options = NonNullable<Field["options"]>;

/** The options of a choice, row by row; an empty row is none, and a new option gets a value of its own. */
function readOptions(payload: Record<string, unknown>): Options {
  const options: Options[number][] = [];
  for (let at = 1; at <= mostOptions; at++) {
    const typed = (name: string): string => textAt(payload, `option${at}${name}`);
    const words = inAll({ nl: typed("Nl"), de: typed("De"), en: typed("En") });
    if (!words) continue;
    const wanted = typed("Value") || slug(words.en) || `option-${at}`;
    const isTaken = options.some(({ value }) => value === wanted);
    options.push({ value: isTaken ? `${wanted}-${at}` : wanted, label: words });
  }
  return options;
}

/** What a question is filled in with; undefined for nothing, null for what it could not be answered with. An option is named by its words in any language. */
function readInitial(type: Field["type"], typed: string, options: Options | null): string | undefined | null {
  if (typed === "") return undefined;
  switch (type) {
    case "line":
    case "text":
      return typed;
    case "number":
      return readQuantity(typed).ok ? typed : null;
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(typed) ? typed : null;
    case "yes":
      return "on";
    case "choice": {
      const words = typed.toLowerCase();
      const chosen = options?.find(
        ({ value, label }) =>
          value === typed || Object.values(label).some((text) => text.toLowerCase() === words),
      );
      return chosen?.value ?? null;
    }
    default:
      return undefined;
  }
}

/** The line that is replaced, the questions of its item, and what can be called. */
type LineFacts = { before: LineRule | null; fields: readonly Field[]; endpointIds: readonly string[] };

/** Makes a line of what was typed; its condition may look at every question. */
export function readLine(
  typed: z.output<typeof lineForm>,
  { before, fields, endpointIds }: LineFacts,
): { line: LineRule } | { errors: Errors } {
  const { show, errors } = readShow(typed, "when", { fields, before: before?.show });
  const text = inAll({ nl: typed.textNl, de: typed.textDe, en: typed.textEn });
  if (!text) errors["textNl"] = [m.form_required()];
  const { endpoint: endpointId, minutes = 60, callAt } = typed;
  if (endpointId !== undefined && !endpointIds.includes(endpointId))
    errors["endpoint"] = [m.change_problem_choice()];
  if (!text || Object.keys(errors).length > 0) return { errors };
  return { line: { text, show, ...(endpointId ? { call: { endpointId, minutes, at: callAt } } : {}) } };
}
