import { z } from "zod";

/** Lines of the inbox that were ticked, each by its kind and id, and what is done with them. */
export const todoForm = z.object({
  intent: z.enum(["take", "set-aside"]),
  id: z.array(z.string().max(60)).max(100).default([]),
});
