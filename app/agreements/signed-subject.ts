import { z } from "zod";

/** What a subject's module is told when all have signed (`signed-<kind>`), or when its agreement ended unsigned (`ended-proposal`); the job must be safe to repeat. */
export const signedSubject = z.object({ clientId: z.uuid(), subjectId: z.string(), agreementId: z.uuid() });
export type SignedSubject = z.infer<typeof signedSubject>;
