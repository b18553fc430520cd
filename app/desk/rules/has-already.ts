import type { Roster } from "#app/people/rules/roster.ts";
import { isOn } from "#app/people/rules/span.ts";
import type { Day } from "#app/platform/day.ts";

import type { ReadEffect } from "./effect-answers.ts";

/**
 * The question whose answer asks for what somebody has already on a day, so that the records would refuse it, and whose that is; null where
 * they say nothing of the kind.
 */
export function hasAlready(
  effect: ReadEffect | null,
  roster: Pick<Roster, "right" | "resource" | "assignment">,
  today: Day,
): { field: string; employeeId: string } | null {
  switch (effect?.kind) {
    case "access": {
      const { employeeId, level, resource: asked } = effect;
      const known = roster.resource.find((one) =>
        "id" in asked ? one.id === asked.id : one.kind === asked.kind && one.name === asked.name,
      );
      const has = roster.right.some(
        (one) =>
          one.employeeId === employeeId &&
          one.resourceId === known?.id &&
          one.level === level &&
          isOn(one, today),
      );
      return has ? { field: "level", employeeId } : null;
    }
    case "rights": {
      const right = roster.right.find(({ id }) => id === effect.rightId);
      return right && right.level === effect.to && isOn(right, today)
        ? { field: "change", employeeId: right.employeeId }
        : null;
    }
    case "licence": {
      const { employeeId, productId, change } = effect;
      const has = roster.assignment.some(
        (one) => one.employeeId === employeeId && one.productId === productId && isOn(one, today),
      );
      return has && change === "add" ? { field: "product", employeeId } : null;
    }
    default:
      return null;
  }
}
