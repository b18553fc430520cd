import type { ClientRole } from "#app/identity/scope.ts";
import { resourceKinds, rightLevels } from "#app/people/rules/roster.ts";

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
export const recordTypes = ["person", "device", "product", "resource", "right", "seatType"] as const;
export const fieldTypes = [
  ...textTypes,
  "number",
  "day",
  "time",
  "yes",
  "choice",
  ...recordTypes,
  "file",
] as const;
export type FieldType = (typeof fieldTypes)[number];
/** Questions that several of the choices may answer, where an item says so. */
export const manyTypes: readonly FieldType[] = ["choice", "device", "product", "resource"];

/**
 * What a question is filled in with from the client's records: the asker (or what is recorded of them), the asker's only device, or the
 * only choice that there is; `none` for a question about a person that begins empty.
 */
export type InitialSource = "self" | "department" | "location" | "email" | "own" | "only" | "none";
/** The records that a question of a type can be filled in from. A person is the asker where an item says nothing else. */
export const initialSources: Partial<Record<FieldType, readonly InitialSource[]>> = {
  line: ["department", "location", "email"],
  person: ["self", "only", "none"],
  device: ["own", "only"],
  product: ["only"],
  resource: ["only"],
  right: ["only"],
  seatType: ["only"],
};

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
  /** Of the types of `manyTypes`: several may be chosen. */
  many?: boolean | undefined;
  /** Of a number: the least and the most. */
  min?: number | undefined;
  max?: number | undefined;
  /** Of a day: so many days from the day of asking at the earliest; 0 where left out. */
  fromDays?: number | undefined;
  /** What the form is filled in with: as it would be typed, an option's value, or "on" for what is ticked. */
  initial?: string | undefined;
  /** What of the client's records it is filled in with instead, where they say it. */
  initialFrom?: InitialSource | undefined;
};

/** The value of a resource that is not in the register yet: the next question names it. */
export const newResource = "new";

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

/** When automation is called: as soon as the request is with the MSP, or at the hour of its effect. */
export const callTimes = ["start", "hour"] as const;
/** What a line calls: an endpoint of webhooks, which has so many minutes to answer. */
export type LineCall = { endpointId: string; minutes: number; at: (typeof callTimes)[number] };

/** One line of work for people, or for the MSP's automation until it fails. */
export type LineRule = { text: Text; show?: Condition | undefined; call?: LineCall | undefined };

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

/**
 * A question that an effect reads. `asked`: always (required, and never hidden), when it shows (required, but a condition may hide it), or
 * as the item likes. `values` are those that a choice may offer; `several` of a product or resource.
 */
type EffectField = {
  type: FieldType;
  asked: "always" | "when-shown" | "freely";
  values?: readonly string[];
  several?: true;
};

const always = (type: FieldType, values?: readonly string[]): EffectField => ({
  type,
  asked: "always",
  ...(values ? { values } : {}),
});
const freely = (type: FieldType, more: Pick<EffectField, "values" | "several"> = {}): EffectField => ({
  type,
  asked: "freely",
  ...more,
});

/** The questions that each effect reads, by their keys: what a definition is checked by, and `readEffect` reads. */
export const effectFields: Record<EffectKind, Readonly<Record<string, EffectField>>> = {
  none: {},
  access: {
    person: always("person"),
    resource: always("resource"),
    resourceName: { type: "line", asked: "when-shown" },
    resourceKind: freely("choice", { values: resourceKinds }),
    level: always("choice", rightLevels),
  },
  rights: { right: always("right"), change: always("choice", ["revoke", ...rightLevels]) },
  licence: {
    person: always("person"),
    product: always("product"),
    change: always("choice", ["add", "remove"]),
  },
  joiner: {
    name: always("line"),
    startsOn: always("day"),
    seatType: always("seatType"),
    email: freely("line"),
    department: freely("line"),
    location: freely("line"),
    products: freely("product", { several: true }),
    resources: freely("resource", { several: true }),
  },
  leaver: { person: always("person"), lastDay: always("day"), time: always("time") },
};

type EffectProblem = {
  kind: "effect-field" | "effect-required" | "effect-options" | "effect-several";
  field: string;
};

/** The first question that an effect could not read as an item asks it; null where it can read them all. */
function findEffectProblem(effect: EffectKind, fields: readonly Field[]): EffectProblem | null {
  for (const [key, wanted] of Object.entries(effectFields[effect])) {
    const field = fields.find((one) => one.key === key);
    if (!field && wanted.asked === "freely") continue;
    if (field?.type !== wanted.type) return { kind: "effect-field", field: key };
    if (wanted.asked !== "freely" && !field.required) return { kind: "effect-required", field: key };
    if (wanted.asked === "always" && field.show) return { kind: "effect-required", field: key };
    if (field.many && !wanted.several) return { kind: "effect-several", field: key };
    if (wanted.values && !field.options?.every(({ value }) => wanted.values?.includes(value)))
      return { kind: "effect-options", field: key };
  }
  return null;
}

export type DefinitionProblem =
  | { kind: "key-twice"; field: string }
  | { kind: "looks-down"; field: string }
  | { kind: "no-options"; field: string }
  | { kind: "no-range"; field: string }
  | { kind: "lost-option"; field: string }
  | EffectProblem;

/** What keeps a definition from being published: what is wrong with its draft, or a question that its effect could not read. */
export function findDefinitionProblem(definition: Definition): DefinitionProblem | null {
  return findDraftProblem(definition) ?? findEffectProblem(definition.effect, definition.fields);
}

/** What a draft may not say either: a condition may only look at fields above it, so that no circle can be written. */
export function findDraftProblem(definition: Definition): DefinitionProblem | null {
  const above = new Set<string>();
  for (const field of definition.fields) {
    if (above.has(field.key)) return { kind: "key-twice", field: field.key };
    if (fieldsIn(field.show).some((name) => !above.has(name)))
      return { kind: "looks-down", field: field.key };
    if (field.type === "choice" && !field.options?.length) return { kind: "no-options", field: field.key };
    if (field.min !== undefined && field.max !== undefined && field.min > field.max)
      return { kind: "no-range", field: field.key };
    above.add(field.key);
  }
  const { fields, lines, approval } = definition;
  const unknown = [...lines, ...approval]
    .flatMap(({ show }) => fieldsIn(show))
    .find((name) => !above.has(name));
  if (unknown !== undefined) return { kind: "looks-down", field: unknown };
  const lost = [...fields, ...lines, ...approval]
    .flatMap(({ show }) => testsIn(show))
    .find((test) => !isOffered(test, fields));
  return lost ? { kind: "lost-option", field: lost.field } : null;
}

/** Whether a test that names one option of a choice names one that is there. */
function isOffered({ field, op, value }: AnswerTest, fields: readonly Field[]): boolean {
  const options = fields.find(({ key, type }) => key === field && type === "choice")?.options;
  if (!options || (op !== "is" && op !== "not" && op !== "has")) return true;
  return options.some((option) => option.value === value);
}

function testsIn(condition: Condition | undefined): AnswerTest[] {
  return [...(condition?.all ?? []), ...(condition?.any ?? [])];
}

const fieldsIn = (condition: Condition | undefined): string[] => testsIn(condition).map(({ field }) => field);
