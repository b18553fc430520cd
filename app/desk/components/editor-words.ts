import type { DraftEdited, DraftRefusal } from "#app/desk/catalogue/edit-item.server.ts";
import {
  conditionChoices,
  kept,
  shownCondition,
  type ConditionChoice,
} from "#app/desk/rules/condition-choice.ts";
import {
  effectFields,
  type Condition,
  type Definition,
  type DefinitionProblem,
  type FieldType,
  type InitialSource,
} from "#app/desk/rules/definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { formatDay, formatList } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readDay } from "#app/platform/typed/day.ts";

/** What each type of question asks for. */
export const fieldTypeWords: Record<FieldType, () => string> = {
  line: m.change_type_line,
  text: m.change_type_text,
  number: m.change_type_number,
  day: m.change_type_day,
  time: m.change_type_time,
  yes: m.change_type_yes,
  choice: m.change_type_choice,
  person: m.change_type_person,
  device: m.change_type_device,
  product: m.change_type_product,
  resource: m.change_type_resource,
  right: m.change_type_right,
  seatType: m.change_type_seat,
  file: m.change_type_file,
};

/** What a question is filled in with from the client's records, in words. */
export const initialWords: Record<InitialSource, () => string> = {
  self: m.change_initial_self,
  department: m.change_initial_department,
  location: m.change_initial_location,
  email: m.change_initial_email,
  own: m.change_initial_own,
  only: m.change_initial_only,
  none: m.change_initial_none,
};

/** A test that an editor offers, in words. */
export function conditionWords({ field, test }: ConditionChoice): string {
  const question = inLanguage(field.label);
  const option = field.options?.find(({ value }) => value === test.value);
  const answer = option ? inLanguage(option.label) : m.change_resource_new();
  switch (test.op) {
    case "is":
      return test.value === true ? m.change_when_yes({ question }) : m.change_when_is({ question, answer });
    case "has":
      return m.change_when_has({ question, answer });
    case "not":
      return m.change_when_not({ question, answer });
    case "over":
      return m.change_when_over({ question });
    case "under":
      return m.change_when_under({ question });
    default:
      return m.change_when_filled({ question });
  }
}

/** When something belongs to a request, in words; null for always. Days and numbers stand behind what they are compared with. */
export function onlyIfWords(show: Condition | undefined, fields: Definition["fields"]): string | null {
  const choices = conditionChoices(fields);
  const { match, tests } = shownCondition(show, choices);
  const words = tests.flatMap(({ token, value }) => {
    const choice = choices.find((one) => one.token === token);
    if (!choice) return [];
    return `${conditionWords(choice)} ${choice.field.type === "day" ? dayWords(value) : value}`.trim();
  });
  if (tests.some(({ token }) => token === kept)) return m.change_when_kept();
  if (words.length === 0) return null;
  return m.change_editor_only_if({ condition: formatList(words, match === "all" ? "and" : "or") });
}

function dayWords(value: string): string {
  const read = readDay(value);
  return read.ok ? formatDay(read.value) : "";
}

const problems = {
  "key-twice": m.change_editor_key_twice,
  "looks-down": m.change_editor_looks_down,
  "no-options": m.change_editor_no_options,
  "no-range": m.change_editor_no_range,
  "lost-option": m.change_editor_lost_option,
  "effect-field": m.change_editor_effect_field,
  "effect-required": m.change_editor_effect_required,
  "effect-options": m.change_editor_effect_options,
  "effect-several": m.change_editor_effect_several,
} satisfies Record<DefinitionProblem["kind"], (given: { field: string }) => string>;

/** What keeps a definition from being kept or published, in words; a question is named as it is asked. */
export function definitionProblemWords({ kind, field: key }: DefinitionProblem, edited: Definition): string {
  const asked = edited.fields.find((field) => field.key === key);
  const type = effectFields[edited.effect][key]?.type;
  const field = asked ? inLanguage(asked.label) : type ? fieldTypeWords[type]() : key;
  return problems[kind]({ field });
}

const refusals: Record<Exclude<DraftRefusal, "definition-wrong">, () => string> = {
  "changed-meanwhile": m.change_editor_changed,
  "too-many": m.change_editor_too_many,
};

/** Why a draft was left as it is. */
export function draftRefusalWords(reply: Exclude<DraftEdited, { ok: true }>): string {
  if (reply.refusal !== "definition-wrong") return refusals[reply.refusal]();
  return reply.problem && reply.edited
    ? definitionProblemWords(reply.problem, reply.edited)
    : m.form_invalid();
}
