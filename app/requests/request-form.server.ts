import { z } from "zod";

import { filesField } from "#app/requests/read-files.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

const details = {
  id: z.uuid(),
  title: z.string().trim().min(3).max(140),
  description: z.string().trim().max(4000).default(""),
  files: filesField,
};

/** What is asked of a new request; `id` is made with the form. */
export const newRequestForm = z.object(details);

/** The same, written down by staff for one of the clients, perhaps for one of its people. */
export const newRequestForClientForm = z.object({
  ...details,
  clientId: z.uuid(),
  requesterId: z.uuid().optional(),
  priority: z.enum(priorities).default("normal"),
});

/** Asks again about a request; `from` is what the person saw. */
const move = z.object({ intent: z.literal("move"), from: z.enum(requestStates), to: z.enum(requestStates) });
const comment = z.object({
  intent: z.literal("comment"),
  id: z.uuid(),
  body: z.string().trim().min(1).max(8000),
  files: filesField,
});

/** What a client's person does with a request: ask again, or write on it; `id` is made with the form. */
export const clientRequestForms = [move, comment] as const;
