import { z } from "zod";

import { apiScopes } from "#app/api/scopes.ts";

/** How long a new key may work: days, or without end. */
const lifetimes = ["30", "90", "365", "none"] as const;

/** A key is made, or revoked. */
export const keyForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("make"),
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    actsAs: z.uuid(),
    scopes: z.array(z.enum(apiScopes)).min(1),
    days: z.enum(lifetimes),
  }),
  z.object({ intent: z.literal("revoke"), id: z.uuid() }),
]);

/** The days that a choice means; null without end. */
export function daysOf(choice: (typeof lifetimes)[number]): number | null {
  return choice === "none" ? null : Number(choice);
}
