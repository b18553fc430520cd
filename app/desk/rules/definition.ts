import type { ClientRole } from "#app/identity/scope.ts";

import { findEffectProblem, type EffectProblem } from "./effect-answers.ts";

/** A text in the product's languages. */
export type Text = { nl: string; de: string; en: string };

/** A condition's test of one answer. */
export type AnswerTest = {
  field: string;
  op: "is" | "not" | "in" | "has" | "over" | "under" | "filled";
  value?: string | number | boolean | readonly string[] | undefined;
};
/** All of these and any of those; without either it always holds. Only fields that stand above are named. */
export type Condition = { all?: readonly AnswerTest[] | undefined; any?: readonly AnswerTest[] | undefined };

export const textTypes = ["line", "text"] as const;
/** Fields whose choices come from the client's own records. */
export const recordTypes = ["person", "product", "resource", "right", "seatType"] as const;
export const fieldTypes = [...textTypes, "number", "day", "time", "yes", "choice", ...recordTypes] as const;
export type FieldType = (typeof fieldTypes)[number];

export type Field = {
  /** Names the answer; never used again for another question of the same item. */
  key: string;
  type: FieldType;
  label: Text;
  help?: Text | undefined;
  required: boolean;
  show?: Condition | undefined;
  /** Of a choice. */
  options?: readonly { value: string; label: Text }[] | undefined;
  /** Of a product or resource: several may be chosen. */
  many?: boolean | undefined;
};

export const effectKinds = ["none", "access", "rights", "licence", "joiner", "leaver"] as const;
/** What completing a request changes in the client's records. */
export type EffectKind = (typeof effectKinds)[number];

export const approvingGroups = ["approver", "finance", "manager", "msp"] as const;
/** Who approves: the client's approvers, finance or managers, or the MSP. */
export type ApprovingGroup = (typeof approvingGroups)[number];

/** One step of approval: `needed` of a group, where the amount is above a limit (minor units) and the answers ask for it. */
export type StepRule = {
  group: ApprovingGroup;
  needed: number;
  overMinor?: number | undefined;
  show?: Condition | undefined;
};

/** One line of work for people. */
export type LineRule = { text: Text; show?: Condition | undefined };

/** An item of the catalogue as one version says it; amounts in minor units without VAT, minutes whole. */
export type Definition = {
  title: Text;
  about: Text;
  /** Read before the form: it may already be the answer. */
  guide?: Text | undefined;
  fields: readonly Field[];
  askers: readonly ClientRole[];
  approval: readonly StepRule[];
  /** When the requester proves who they are: never, always, or when it is about somebody else. */
  verify: "never" | "always" | "somebody-else";
  priceOnceMinor: number;
  priceMonthlyMinor: number;
  /** What the work draws from the client's hours. */
  drawsMinutes: number;
  /** Working days until it is done. */
  days: number;
  lines: readonly LineRule[];
  effect: EffectKind;
};

export type DefinitionProblem =
  | { kind: "key-twice"; field: string }
  | { kind: "looks-down"; field: string }
  | { kind: "no-options"; field: string }
  | EffectProblem;

/** What keeps a definition from being published; a condition may only look at fields above it, so that no circle can be written. */
export function findDefinitionProblem(definition: Definition): DefinitionProblem | null {
  const above = new Set<string>();
  for (const field of definition.fields) {
    if (above.has(field.key)) return { kind: "key-twice", field: field.key };
    if (fieldsIn(field.show).some((name) => !above.has(name)))
      return { kind: "looks-down", field: field.key };
    if (field.type === "choice" && !field.options?.length) return { kind: "no-options", field: field.key };
    above.add(field.key);
  }
  const others = [...definition.lines, ...definition.approval].flatMap(({ show }) => fieldsIn(show));
  const unknown = others.find((name) => !above.has(name));
  if (unknown !== undefined) return { kind: "looks-down", field: unknown };
  return findEffectProblem(definition.effect, definition.fields);
}

function fieldsIn(condition: Condition | undefined): string[] {
  return [...(condition?.all ?? []), ...(condition?.any ?? [])].map(({ field }) => field);
}
