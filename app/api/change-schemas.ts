import { z } from "zod";

import { component } from "#app/api/schemas.ts";
import { approvingGroups, effectKinds, fieldTypes } from "#app/desk/rules/definition.ts";
import { clientRoles } from "#app/identity/scope.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

const id = z.uuid();
const instant = z.iso.datetime({ offset: true });
const minutes = z.int();
const key = z.string().regex(/^[a-zA-Z]\w{0,29}$/);

export const changeSchema = component(
  "Change",
  z.object({
    requestId: id,
    itemId: id,
    effect: z.enum(effectKinds),
    effectState: z.enum(["none", "pending", "done", "undone", "dropped"]),
    effectAt: instant.nullable().describe("When it takes effect; null: once it is completed"),
    answers: z
      .array(z.object({ key, type: z.enum(fieldTypes), label: z.string(), text: z.string() }))
      .describe("In the order of the form, in the requester's language"),
    onceMinor: z.int().describe("Minor units without VAT"),
    monthlyMinor: z.int(),
    currency: z.string(),
    proof: z.enum(["code", "second-person", "msp"]).nullable().describe("How it was made sure who asks"),
    askedByName: z.string().nullable().describe("Who of the MSP recorded it for its requester"),
    approvals: z.array(
      z.object({
        position: z.int(),
        group: z.enum(approvingGroups),
        state: z.string(),
        needed: z.int(),
        approvers: z.array(z.string()),
        decisions: z.array(
          z.object({
            name: z.string(),
            outcome: z.enum(["approved", "refused"]),
            reason: z.string(),
            at: instant,
          }),
        ),
      }),
    ),
    lines: z.array(
      z.object({
        position: z.int(),
        text: z.string(),
        doneAt: instant.nullable(),
        doneByName: z.string().nullable(),
        proof: z.string(),
        automated: z.boolean().describe("The MSP's automation is called for it"),
      }),
    ),
    revision: z.int().describe("Of the request"),
  }),
);

export const personSchema = component(
  "Person",
  z.object({ id, name: z.string(), role: z.enum(clientRoles) }),
);

export const itemSchema = component(
  "CatalogueItem",
  z.object({
    id,
    title: z.string(),
    about: z.string(),
    onceMinor: z.int().describe("Minor units without VAT"),
    monthlyMinor: z.int(),
    drawsMinutes: minutes,
    days: z.int().describe("Working days until it is done"),
    currency: z.string(),
  }),
);

export const itemFormSchema = component(
  "CatalogueForm",
  z.object({
    item: itemSchema,
    questions: z.array(
      z.object({
        key,
        type: z.enum(fieldTypes),
        label: z.string(),
        required: z.boolean(),
        many: z.boolean(),
        conditional: z.boolean().describe("Only asked where another answer says so; else it is dropped"),
        options: z.array(z.object({ value: z.string(), label: z.string() })),
        values: z.array(z.string()).describe("What the form begins with"),
      }),
    ),
  }),
);

export const newChangeSchema = component(
  "NewChange",
  z.strictObject({
    clientId: id,
    requesterId: id.describe(
      "Whose request it is: the item is offered, approved and told as if they had asked",
    ),
    itemId: id,
    answers: z
      .array(z.strictObject({ key, values: z.array(z.string().max(2000)).min(1).max(50) }))
      .max(40)
      .describe("As they would be typed: a day as 2027-03-31, an option by its value, a tick as on"),
    priority: z.enum(priorities).optional().describe("normal unless told"),
    checked: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe(
        "How you made sure who asks, where the item wants proof. Without it a second person at the client approves",
      ),
  }),
);

export const lineSchema = component(
  "LineChange",
  z.strictObject({
    position: z.int().min(1).max(100),
    done: z.boolean(),
    proof: z.string().trim().max(300).optional().describe("What shows that it is done"),
  }),
);

export const completionSchema = component(
  "Completion",
  z.strictObject({
    from: z.enum(requestStates).describe("The state that you know: another one now is a 409"),
  }),
);

export const itemParam = z.strictObject({ clientId: id, itemId: id });
export const askerQuery = z.strictObject({
  requesterId: id.describe("The client's person who asks; see listPeople"),
});
