import { z } from "zod";

/** Which connection is tested. */
export const connectionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("mail"), to: z.email().max(254) }),
  z.object({ intent: z.literal("stripe") }),
]);
