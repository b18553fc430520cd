import { z } from "zod";

/** What a person sends who has solved a task: which, and how. */
export const taskForm = z.object({ task: z.uuid(), reason: z.string().trim().min(3).max(400) });
