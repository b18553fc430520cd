import { z } from "zod";

import {
  conditionChoices,
  matchName,
  mostTests,
  readCondition,
  rowNames,
  typedCondition,
  type ConditionRefusal,
} from "#app/desk/rules/condition-choice.ts";
import type { Condition, Field } from "#app/desk/rules/definition.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { textAt, type Errors } from "./form-rows.server.ts";

const token = z.string().max(200).default("");
const value = z.string().trim().max(40).default("");
const match = z.string().max(3).default("");

/** The fields of a condition in a form, by its name. */
export function conditionShape(name: string) {
  const rows = Array.from({ length: mostTests }, (_, at) => {
    const names = rowNames(name, at);
    return [[names.token, token] as const, [names.value, value] as const];
  });
  return Object.fromEntries([...rows.flat(), [matchName(name), match] as const]);
}

const words: Record<ConditionRefusal, () => string> = {
  "no-choice": m.change_problem_choice,
  "not-a-number": m.change_problem_number,
  "not-a-day": m.change_problem_day,
};

/** Reads the condition of a form by its name; it may look at `fields`, and `before` is the one that it replaces. */
export function readShow(
  payload: Record<string, unknown>,
  name: string,
  { fields, before }: { fields: readonly Field[]; before: Condition | undefined },
): { show: Condition | undefined; errors: Errors } {
  const typed = typedCondition(name, (field) => textAt(payload, field));
  const read = readCondition(typed, conditionChoices(fields), before);
  if (read.ok) return { show: read.value, errors: {} };
  const names = rowNames(name, read.at);
  const at = read.refusal === "no-choice" ? names.token : names.value;
  return { show: undefined, errors: { [at]: [words[read.refusal]()] } };
}
