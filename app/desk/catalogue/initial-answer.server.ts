import type { Option } from "#app/desk/rules/answers.ts";
import { newResource, type EffectKind, type Field, type InitialSource } from "#app/desk/rules/definition.ts";
import type { Day } from "#app/platform/day.ts";
import type { Roster } from "#app/people/rules/roster.ts";

import { holderOf } from "./choices.server.ts";

/** What a question begins with: who asks (null where the records don't know them), and the client's records on a day. */
type Known = { userId: string; roster: Roster; today: Day; options: readonly Option[]; effect: EffectKind };

/** What a question is filled in with, as it would be typed: from the client's records where the item says so and they know it, else what the item says. */
export function initialAnswer(field: Field, known: Known): string[] {
  const source = field.initialFrom ?? defaultSource(field, known.effect);
  const found = source === null ? [] : fromRecords(source, known);
  if (found.length > 0) return found;
  return field.initial ? [field.initial] : [];
}

/** Who asks is who it is about, but for somebody who leaves. */
function defaultSource({ type }: Field, effect: EffectKind): InitialSource | null {
  return type === "person" && effect !== "leaver" ? "self" : null;
}

function fromRecords(source: InitialSource, { userId, roster, today, options }: Known): string[] {
  const asker = roster.employee.find((one) => one.userId === userId);
  const offered = options.map(({ value }) => value).filter((value) => value !== newResource);
  switch (source) {
    case "none":
      return [];
    case "only":
      return offered.length === 1 ? offered : [];
    case "self":
      return offered.filter((value) => value === asker?.id);
    case "own": {
      const own = offered.filter((id) => asker !== undefined && holderOf(roster, id, today) === asker.id);
      return own.length === 1 ? own : [];
    }
    case "department":
    case "location":
    case "email": {
      const text = asker?.[source] ?? "";
      return text === "" ? [] : [text];
    }
  }
}
