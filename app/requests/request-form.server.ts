import { z } from "zod";

import { requestStates } from "#app/requests/rules/request-state.ts";

const details = {
  id: z.uuid(),
  title: z.string().trim().min(3).max(140),
  description: z.string().trim().max(4000).default(""),
};

/** What is asked of a new request; `id` is made with the form. */
export const newRequestForm = z.object(details);

/** The same, written down by staff for one of the clients. */
export const newRequestForClientForm = z.object({ ...details, clientId: z.uuid() });

/** Moves a request along. */
export const moveForm = z.object({
  intent: z.literal("move"),
  from: z.enum(requestStates),
  to: z.enum(requestStates),
});
const person = z
  .uuid()
  .optional()
  .transform((id) => id ?? null);

/** Gives a request to somebody; `from` is what the person saw. */
export const assignForm = z.object({ intent: z.literal("assign"), from: person, to: person });
