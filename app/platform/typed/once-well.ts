import type { z } from "zod";

/**
 * For a check that compares fields: it runs once these are well, whatever is wrong with the others, so that a form shows all that is
 * wrong in one round. By itself zod would leave the check out until every field is well.
 */
export function onceWell(...fields: readonly string[]): { when: (payload: z.core.ParsePayload) => boolean } {
  return {
    when: ({ value, issues }) =>
      typeof value === "object" &&
      value !== null &&
      !issues.some(({ path }) => path?.length === 0 || fields.includes(String(path?.[0]))),
  };
}
