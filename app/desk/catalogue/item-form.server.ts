import { z } from "zod";

import { definitionSchema, fieldsSchema } from "#app/desk/catalogue/definition-schema.ts";
import { readLines, readSteps } from "#app/desk/rules/definition-text.ts";
import { effectKinds, type Definition, type Field } from "#app/desk/rules/definition.ts";
import { clientRoles } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, durationField, quantityField } from "#app/platform/typed/fields.ts";

const short = z.string().trim().min(2).max(80);
const about = z.string().trim().min(2).max(300);
const guide = z.string().trim().max(1000).default("");
const lines = z.string().trim().max(3000).default("");
const price = amountField({ most: 100_000_000, wrong: m.change_budget_wrong });

const draft = z.object({
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
  askers: z.preprocess((value) => [value].flat(), z.array(z.enum(clientRoles)).min(1)),
  verify: z.enum(["never", "always", "somebody-else"]),
  approval: z.string().trim().max(500).default(""),
  linesNl: lines,
  linesDe: lines,
  linesEn: lines,
  fields: z.string().trim().max(30_000).default("[]"),
  effect: z.enum(effectKinds),
});

/** What staff do with an item of the catalogue. */
export const itemForm = z.discriminatedUnion("intent", [
  draft,
  z.object({ intent: z.literal("publish") }),
  z.object({ intent: z.literal("retire") }),
  z.object({ intent: z.literal("restore") }),
  z.object({
    intent: z.literal("offer"),
    clients: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid()).max(90)),
  }),
]);

export type DraftFields = z.output<typeof draft>;

/** Makes a definition of what was typed; the words of what is wrong by field where something is. */
export function readDefinition(
  typed: DraftFields,
  before: Definition | null,
): { definition: Definition } | { errors: Record<string, string[]> } {
  const steps = readSteps(typed.approval, before?.approval ?? []);
  if ("wrong" in steps)
    return { errors: { approval: [m.change_editor_approval_wrong({ line: steps.wrong })] } };
  const fields = readFieldList(typed.fields);
  if ("why" in fields) return { errors: { fields: [m.change_editor_json_wrong({ why: fields.why })] } };
  const guided = typed.guideNl || typed.guideDe || typed.guideEn;
  const definition = definitionSchema.safeParse({
    title: { nl: typed.titleNl, de: typed.titleDe, en: typed.titleEn },
    about: { nl: typed.aboutNl, de: typed.aboutDe, en: typed.aboutEn },
    ...(guided
      ? {
          guide: {
            nl: typed.guideNl || guided,
            de: typed.guideDe || guided,
            en: typed.guideEn || guided,
          },
        }
      : {}),
    fields: fields.list,
    askers: typed.askers,
    approval: steps.steps,
    verify: typed.verify,
    priceOnceMinor: typed.once,
    priceMonthlyMinor: typed.monthly,
    drawsMinutes: typed.draws,
    days: typed.days,
    lines: readLines({ nl: typed.linesNl, de: typed.linesDe, en: typed.linesEn }, before?.lines ?? []),
    effect: typed.effect,
  });
  return definition.success
    ? { definition: definition.data }
    : { errors: { fields: [m.change_editor_json_wrong({ why: z.prettifyError(definition.error) })] } };
}

function readFieldList(typed: string): { list: readonly Field[] } | { why: string } {
  try {
    const read = fieldsSchema.safeParse(JSON.parse(typed));
    return read.success ? { list: read.data } : { why: z.prettifyError(read.error) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
