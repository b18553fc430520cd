import { z } from "zod";

import { nobody } from "#app/connectors/rules/halo.ts";

const url = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text.replace(/\/+$/, ""));
const haloId = z.coerce.number().int().min(1).max(2_147_483_647);
const several = z.array(haloId).max(200).default([]);

/** How Halo is reached; without a secret the one that is kept stays. */
const access = z.object({
  intent: z.literal("access"),
  url,
  appId: z.string().trim().min(1).max(200),
  secret: z.string().trim().max(200).optional(),
  actsAs: z.uuid(),
});

/** What is chosen of Halo's lists. */
const choices = z.object({
  intent: z.literal("choices"),
  ticketTypeId: haloId,
  agentId: haloId,
  outcomeId: haloId,
  workTypeId: z.uuid(),
  statusNew: haloId,
  statusInProgress: haloId,
  statusWaiting: haloId,
  statusDone: haloId,
  alsoWaiting: several,
  alsoDone: several,
});
export type ChoicesValue = z.output<typeof choices>;

/** The forms of the page of HaloPSA. */
export const haloForm = z.discriminatedUnion("intent", [
  access,
  choices,
  z.object({ intent: z.literal("on") }),
  z.object({ intent: z.literal("off") }),
  z.object({ intent: z.literal("lists") }),
  z.object({ intent: z.literal("map"), clientId: z.uuid(), haloId: haloId }),
  z.object({ intent: z.literal("unmap"), clientId: z.uuid() }),
  z.object({
    intent: z.literal("agent"),
    haloId: haloId,
    person: z.union([z.literal(nobody), z.uuid()]).optional(),
  }),
  z.object({ intent: z.literal("again"), clientId: z.uuid(), requestId: z.uuid() }),
]);
