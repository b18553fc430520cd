import { z } from "zod";

import { snoozeChoices } from "#app/desk/snooze-end.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

const person = z
  .uuid()
  .optional()
  .transform((id) => id ?? null);
const body = z.string().trim().min(1).max(8000);
const state = z.enum(requestStates);

/** What staff do with a request on its page. `from` is what the person saw; `id` of a text is made with its form. */
export const requestActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("take") }),
  z.object({ intent: z.literal("move"), from: state, to: state }),
  z.object({ intent: z.literal("assign"), from: person, to: person }),
  z.object({ intent: z.literal("priority"), to: z.enum(priorities) }),
  z.object({ intent: z.literal("snooze"), until: z.enum([...snoozeChoices, "now"]) }),
  z.object({ intent: z.literal("merge"), into: z.string().trim().regex(/^#?\d{1,9}$/).transform((text) => Number(text.replace("#", ""))) }),
  z.object({ intent: z.literal("comment"), id: z.uuid(), body, then: z.enum(["waiting", "done"]).optional() }),
  z.object({ intent: z.literal("note"), id: z.uuid(), body }),
  z.object({ intent: z.literal("timer"), act: z.enum(["start", "stop"]) }),
]);

const ids = z.array(z.uuid()).min(1).max(100);

/** What staff do with requests of the queue, one or several; and the views that they keep of it. */
export const queueForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("take"), ids }),
  z.object({ intent: z.literal("move"), ids, to: state }),
  z.object({ intent: z.literal("assign"), ids, to: person }),
  z.object({ intent: z.literal("priority"), ids, to: z.enum(priorities) }),
  z.object({ intent: z.literal("snooze"), ids, until: z.enum([...snoozeChoices, "now"]) }),
  z.object({
    intent: z.literal("keep-view"),
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    query: z.string().max(1000).default(""),
    shared: z.literal("yes").optional(),
  }),
  z.object({ intent: z.literal("remove-view"), id: z.uuid() }),
]);
