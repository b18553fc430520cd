import { z } from "zod";

/** Which given-up job the owner wants tried again. */
export const tryAgainForm = z.object({ job: z.string().regex(/^\d{1,18}$/) });
