import { z } from "zod";

/** What the owner sends about a client's credit: whole hours, 0 for none. */
export const creditForm = z.object({ hours: z.coerce.number().int().min(0).max(1000) });
