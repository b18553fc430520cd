import { z } from "zod";

import { webhookEvents } from "#app/webhooks/events.ts";

/** A new endpoint as it is typed. */
export const newEndpointForm = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  url: z.string().trim().min(1).max(500),
  events: z.array(z.enum(webhookEvents)).min(1),
});

/** What is done with an endpoint. */
export const endpointForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["test", "pause", "resume", "rotate", "remove"]) }),
  z.object({ intent: z.literal("resend"), eventId: z.uuid() }),
]);
