import { z } from "zod";

import type { BulkAct } from "#app/desk/act-on-request.server.ts";
import { bulkActs, bulkMoves } from "#app/desk/queue-filter.ts";
import { snoozeChoices } from "#app/desk/snooze-end.server.ts";
import { filesField } from "#app/requests/read-files.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

const person = z
  .uuid()
  .optional()
  .transform((id) => id ?? null);
const body = z.string().trim().min(1).max(8000);
const state = z.enum(requestStates);

/** Undoes an act of this person's: named by the notice that it brought. */
const undoForm = z.object({ intent: z.literal("undo-act"), act: z.uuid() });

/** What staff do with a request on its page. `from` is what the person saw; `id` of a text is made with its form. */
export const requestActForms = [
  z.object({ intent: z.literal("take") }),
  z.object({ intent: z.literal("move"), from: state, to: state }),
  z.object({ intent: z.literal("assign"), from: person, to: person }),
  z.object({ intent: z.literal("priority"), to: z.enum(priorities) }),
  z.object({ intent: z.literal("snooze"), until: z.enum([...snoozeChoices, "now"]) }),
  z.object({
    intent: z.literal("merge"),
    into: z
      .string()
      .trim()
      .regex(/^#?\d{1,9}$/)
      .transform((text) => Number(text.replace("#", ""))),
  }),
  z.object({
    intent: z.literal("comment"),
    id: z.uuid(),
    body,
    then: z.enum(["waiting", "done"]).optional(),
    files: filesField,
  }),
  z.object({ intent: z.literal("note"), id: z.uuid(), body, files: filesField }),
  z.object({ intent: z.literal("timer"), act: z.enum(["start", "stop", "discard"]) }),
  undoForm,
] as const;

/** What staff do with chosen requests of the queue; and the views that they keep of it. */
export const queueForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("bulk"),
    id: z.array(z.uuid()).max(100),
    act: z.enum(bulkActs),
    assignTo: person,
    priority: z.enum(priorities).optional(),
    until: z.enum(snoozeChoices).default("tomorrow"),
  }),
  z.object({
    intent: z.literal("keep-view"),
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    query: z.string().max(1000).default(""),
    shared: z.literal("yes").optional(),
  }),
  z.object({ intent: z.literal("remove-view"), id: z.uuid() }),
  undoForm,
]);

type BulkForm = Extract<z.output<typeof queueForm>, { intent: "bulk" }>;

/** The act that a form about several requests asks for. */
export function bulkActOf({ act, assignTo, priority, until }: BulkForm): BulkAct {
  switch (act) {
    case "take":
      return { intent: "take" };
    case "wait":
    case "finish":
    case "resume":
      return { intent: "move", to: bulkMoves[act] };
    case "snooze":
      return { intent: "snooze", until };
    case "wake":
      return { intent: "snooze", until: "now" };
    case "assign":
      return { intent: "assign", to: assignTo };
    case "priority":
      return { intent: "priority", to: priority ?? "normal" };
  }
}
