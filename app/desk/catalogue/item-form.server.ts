import { z } from "zod";

import {
  approvingGroups,
  effectKinds,
  type Definition,
  type StepRule,
  type Text,
} from "#app/desk/rules/definition.ts";
import { mostSteps } from "#app/desk/rules/edit-definition.ts";
import { clientRoles } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readAmount } from "#app/platform/typed/amount.ts";
import { amountField, durationField, quantityField } from "#app/platform/typed/fields.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import { conditionShape, readShow } from "./condition-form.server.ts";
import { isTakenAmount, rowShape, textAt, type Errors } from "./form-rows.server.ts";

const short = z.string().trim().min(2).max(80);
const about = z.string().trim().min(2).max(300);
const guide = z.string().trim().max(1000).default("");
const price = amountField({ most: 100_000_000, wrong: m.change_budget_wrong });

const basics = z.object({
  intent: z.literal("draft"),
  id: z.uuid(),
  titleNl: short,
  titleDe: short,
  titleEn: short,
  aboutNl: about,
  aboutDe: about,
  aboutEn: about,
  guideNl: guide,
  guideDe: guide,
  guideEn: guide,
  once: price,
  monthly: price,
  draws: durationField({ bare: "minutes", most: 6000, wrong: m.desk_duration_wrong }),
  days: quantityField({ most: 60 }),
});

const stepConditions = Object.fromEntries(
  Array.from({ length: mostSteps }, (_, at) => Object.entries(conditionShape(`step${at + 1}When`))).flat(),
);

const rules = z.object({
  intent: z.literal("rules"),
  askers: z.preprocess((value) => [value ?? []].flat(), z.array(z.enum(clientRoles)).min(1)),
  verify: z.enum(["never", "always", "somebody-else"]),
  effect: z.enum(effectKinds),
  ...rowShape("step", mostSteps, ["Group", "Needed", "Over"], 200),
  ...stepConditions,
});

/** What staff do with an item of the catalogue, on its page. */
export const itemForm = z.discriminatedUnion("intent", [
  basics,
  rules,
  z.object({ intent: z.enum(["question-up", "question-down", "remove-question"]), key: z.string().max(30) }),
  z.object({
    intent: z.enum(["line-up", "line-down", "remove-line"]),
    at: quantityField({ most: 100 }),
    was: z.string().max(200),
  }),
  z.object({ intent: z.literal("publish") }),
  z.object({ intent: z.literal("retire") }),
  z.object({ intent: z.literal("restore") }),
  z.object({
    intent: z.literal("offer"),
    clients: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid()).max(90)),
  }),
]);

export type BasicsFields = z.output<typeof basics>;
export type RulesFields = z.output<typeof rules>;

/** The texts, prices and times of an item, as they were typed. */
export function readBasics(typed: BasicsFields): Partial<Definition> {
  const read = { nl: typed.guideNl, de: typed.guideDe, en: typed.guideEn };
  return {
    title: { nl: typed.titleNl, de: typed.titleDe, en: typed.titleEn },
    about: { nl: typed.aboutNl, de: typed.aboutDe, en: typed.aboutEn },
    guide: inAll(read) ?? undefined,
    priceOnceMinor: typed.once,
    priceMonthlyMinor: typed.monthly,
    drawsMinutes: typed.draws,
    days: typed.days,
  };
}

/** A text in all languages: a missing one takes the first that is there; null where there is none. */
export function inAll({ nl, de, en }: Text): Text | null {
  const any = nl || de || en;
  return any === "" ? null : { nl: nl || any, de: de || any, en: en || any };
}

type ReadRules =
  { rules: Pick<Definition, "askers" | "verify" | "effect" | "approval"> } | { errors: Errors };

/** Who asks, who approves and what it changes; `payload` holds the rows of the steps, of which those without a group are left out. */
export function readRules(
  typed: RulesFields,
  payload: Record<string, unknown>,
  { fields, approval: before }: Pick<Definition, "fields" | "approval">,
): ReadRules {
  const errors: Errors = {};
  const approval: StepRule[] = [];
  for (let at = 1; at <= mostSteps; at++) {
    const typedGroup = textAt(payload, `step${at}Group`);
    const group = approvingGroups.find((one) => one === typedGroup);
    if (!group) continue;
    const needed = readQuantity(textAt(payload, `step${at}Needed`) || "1");
    if (!needed.ok || needed.value < 1 || needed.value > 9)
      errors[`step${at}Needed`] = [m.change_editor_needed_wrong()];
    const over = textAt(payload, `step${at}Over`);
    const overMinor = over === "" ? null : readAmount(over);
    if (overMinor && !(overMinor.ok && isTakenAmount(overMinor.value)))
      errors[`step${at}Over`] = [m.change_budget_wrong()];
    const { show, errors: wrong } = readShow(payload, `step${at}When`, {
      fields,
      before: before[at - 1]?.show,
    });
    Object.assign(errors, wrong);
    approval.push({
      group,
      needed: needed.ok ? needed.value : 1,
      ...(overMinor?.ok ? { overMinor: overMinor.value } : {}),
      ...(show ? { show } : {}),
    });
  }
  if (Object.keys(errors).length > 0) return { errors };
  return { rules: { askers: typed.askers, verify: typed.verify, effect: typed.effect, approval } };
}
