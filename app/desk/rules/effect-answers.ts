import { resourceKinds, rightLevels, type ResourceKind, type RightLevel } from "#app/people/rules/roster.ts";
import { isDay, type Day } from "#app/platform/day.ts";

import { chosenValues, textAnswer, type Answers } from "./answers.ts";
import { newResource, type EffectKind } from "./definition.ts";

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
