import { resourceKinds, rightLevels, type ResourceKind, type RightLevel } from "#app/people/rules/roster.ts";
import { isDay, type Day } from "#app/platform/day.ts";

import { chosenValues, textAnswer, type Answers } from "./answers.ts";
import type { EffectKind, Field, FieldType } from "./definition.ts";

/** The value of a resource that is not in the register yet: `resourceName` names it. */
export const newResource = "new";

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
const effectFields: Record<EffectKind, Readonly<Record<string, EffectField>>> = {
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

export type EffectProblem = {
  kind: "effect-field" | "effect-required" | "effect-options" | "effect-several";
  field: string;
};

/** The first question that an effect could not read as an item asks it; null where it can read them all. */
export function findEffectProblem(effect: EffectKind, fields: readonly Field[]): EffectProblem | null {
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

/** What an effect is to do, read from the answers. */
export type ReadEffect =
  | { kind: "none" }
  | {
      kind: "access";
      employeeId: string;
      level: RightLevel;
      /** One of the register, or a new one. */
      resource: { id: string } | { kind: ResourceKind; name: string };
    }
  | { kind: "rights"; rightId: string; to: RightLevel | "revoke" }
  | { kind: "licence"; employeeId: string; productId: string; change: "add" | "remove" }
  | {
      kind: "joiner";
      employee: { name: string; email: string | null; department: string; location: string; joinedOn: Day };
      seatTypeId: string;
      productIds: string[];
      resourceIds: string[];
    }
  | { kind: "leaver"; employeeId: string; lastDay: Day; time: string };

/** Reads what an effect is to do: the price, the preview and the act itself read this one value. Null where an answer is missing or unknown. */
export function readEffect(effect: EffectKind, answers: Answers): ReadEffect | null {
  const text = (key: string): string | null => textAnswer(answers, key);
  switch (effect) {
    case "none":
      return { kind: effect };
    case "access": {
      const [employeeId, level, resource] = [text("person"), levelOf(text("level")), resourceOf(text)];
      return employeeId && level && resource ? { kind: effect, employeeId, level, resource } : null;
    }
    case "rights": {
      const [rightId, change] = [text("right"), text("change")];
      const to = change === "revoke" ? change : levelOf(change);
      return rightId && to ? { kind: effect, rightId, to } : null;
    }
    case "licence": {
      const [employeeId, productId, change] = [text("person"), text("product"), text("change")];
      if (!employeeId || !productId || (change !== "add" && change !== "remove")) return null;
      return { kind: effect, employeeId, productId, change };
    }
    case "joiner":
      return readJoiner(answers, text);
    case "leaver": {
      const [employeeId, lastDay] = [text("person"), text("lastDay")];
      if (!employeeId || !lastDay || !isDay(lastDay)) return null;
      return { kind: effect, employeeId, lastDay, time: text("time") ?? "17:00" };
    }
  }
}

type Text = (key: string) => string | null;

function readJoiner(answers: Answers, text: Text): ReadEffect | null {
  const [name, joinedOn, seatTypeId] = [text("name"), text("startsOn"), text("seatType")];
  if (!name || !joinedOn || !isDay(joinedOn) || !seatTypeId) return null;
  return {
    kind: "joiner",
    employee: {
      name,
      email: text("email")?.toLowerCase() ?? null,
      department: text("department") ?? "",
      location: text("location") ?? "",
      joinedOn,
    },
    seatTypeId,
    productIds: chosenValues(answers, "products"),
    resourceIds: chosenValues(answers, "resources"),
  };
}

function resourceOf(text: Text): { id: string } | { kind: ResourceKind; name: string } | null {
  const [id, name] = [text("resource"), text("resourceName")];
  if (id !== newResource) return id === null ? null : { id };
  const kind = resourceKinds.find((one) => one === text("resourceKind")) ?? "other";
  return name === null ? null : { kind, name };
}

function levelOf(answer: string | null): RightLevel | null {
  return rightLevels.find((level) => level === answer) ?? null;
}
