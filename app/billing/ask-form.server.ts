import { z } from "zod";

/** What a colleague who may not buy sends to those who may. */
export const askForm = z.object({
  formKey: z.uuid(),
  block: z.uuid(),
  message: z.string().trim().max(1000).default(""),
});
