import { z } from "zod";

import { natures } from "#app/hours/rules/nature.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

/** The schemas that the document names, by their names. */
export const components = new Map<string, z.ZodType>();

const id = z.uuid();
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const minutes = z.int();

/** Names a schema in the document. */
export function component<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  const named = schema.meta({ id: name });
  components.set(name, named);
  return named;
}

export const clientSchema = component(
  "Client",
  z.object({
    id,
    name: z.string(),
    legalName: z.string(),
    kind: z.enum(["prepaid", "managed"]),
    country: z.string().describe("ISO 3166-1 alpha-2"),
    zone: z.string().describe("IANA time zone; the client's days are days in it"),
    currency: z.string().describe("ISO 4217"),
    createdAt: instant,
    endedAt: instant.nullable(),
  }),
);

export const requestSchema = component(
  "Request",
  z.object({
    id,
    clientId: id,
    number: z.int(),
    title: z.string(),
    description: z.string(),
    state: z.enum(requestStates),
    kind: z.enum(["plain", "change"]).describe("A change is a standard change, completed by its checklist"),
    priority: z.enum(priorities),
    requesterId: id.nullable(),
    requesterName: z.string().nullable(),
    assigneeId: id.nullable(),
    assigneeName: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
    closedAt: instant.nullable(),
    dueAt: instant.nullable().describe("By when the next promise of the contract falls due"),
    mergedInto: id.nullable(),
    revision: z.int().describe("Grows with each change: drop what is older than what you know"),
    url: z.url(),
  }),
);

export const commentSchema = component(
  "Comment",
  z.object({
    id,
    authorName: z.string(),
    byStaff: z.boolean(),
    internal: z.boolean().describe("An internal note: no client's person can receive it"),
    body: z.string(),
    createdAt: instant,
  }),
);

export const timeSchema = component(
  "TimeEntry",
  z.object({
    id,
    workedOn: day,
    engineerName: z.string(),
    nature: z.enum(natures),
    note: z.string(),
    internalNote: z.string().nullable(),
    workedMinutes: minutes,
    billedMinutes: minutes.describe("What the entry draws from the client's hours"),
    waitsFor: z.enum(["lead", "client", "rejected"]).nullable().describe("Whose approval it needs first"),
  }),
);

export const postedTimeSchema = component(
  "PostedTime",
  z.object({
    id,
    workedMinutes: minutes,
    billedMinutes: minutes,
    waitsFor: z.enum(["lead", "client"]).nullable(),
    availableMinutes: minutes.nullable().describe("What is left after it; null while it waits"),
    owedMinutes: minutes.nullable(),
  }),
);

export const balanceSchema = component(
  "Balance",
  z.object({
    clientId: id,
    balanceMinutes: minutes.describe("Below zero when more was worked than was bought"),
    owedMinutes: minutes,
    heldMinutes: minutes.describe("Frozen by an open dispute"),
    pendingMinutes: minutes.describe("Worked, not posted yet"),
    contestedMinutes: minutes,
    validUntil: day.nullable(),
  }),
);

export const contractSchema = component(
  "Contract",
  z.object({
    id,
    name: z.string(),
    kind: z.string(),
    currency: z.string(),
    startsOn: day,
    endsOn: day.nullable(),
  }),
);

export const heldSchema = component(
  "Holding",
  z.object({
    kind: z.enum(["seat", "device", "licence"]),
    name: z.string().describe("The seat type, the kind of device or the licence"),
    label: z.string().describe("Who or what holds it"),
    from: day,
  }),
);

export const colleagueSchema = component("Colleague", z.object({ id, name: z.string() }));

export const workTypeSchema = component(
  "WorkType",
  z.object({
    id,
    names: z.object({ nl: z.string(), de: z.string(), en: z.string() }),
    minimumMinutes: minutes,
    roundingMinutes: minutes,
    multiplierPercent: z.int(),
    free: z.boolean(),
  }),
);

export const problemSchema = component(
  "Problem",
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string().optional(),
    errors: z
      .array(z.object({ in: z.string(), pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional(),
  }),
);

/** A page of a list. `nextCursor` leads to the next one; null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A list that is never long. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

export const newRequestSchema = component(
  "NewRequest",
  z.strictObject({
    clientId: id,
    title: z.string().trim().min(3).max(140),
    description: z.string().trim().max(4000).optional(),
    requesterId: id.optional().describe("Who of the client's people asks; see listPeople"),
    priority: z.enum(priorities).optional().describe("normal unless told"),
  }),
);

export const moveSchema = component(
  "Move",
  z.strictObject({
    from: z.enum(requestStates).describe("The state that you know: another one now is a 409"),
    to: z.enum(["in_progress", "waiting", "done"]),
  }),
);

export const assignmentSchema = component(
  "Assignment",
  z.strictObject({
    from: id.nullable().describe("Who has it as far as you know; null for nobody"),
    to: id.nullable(),
  }),
);

export const prioritySchema = component("NewPriority", z.strictObject({ to: z.enum(priorities) }));

export const newCommentSchema = component(
  "NewComment",
  z.strictObject({
    body: z.string().trim().min(1).max(8000),
    internal: z.boolean().describe("True: for the MSP's people alone. False: the client reads it too"),
  }),
);

export const newTimeSchema = component(
  "NewTime",
  z.strictObject({
    workedOn: day.describe("The day of the work, in the MSP's time zone"),
    workedMinutes: z.int().min(1).max(720),
    workTypeId: id,
    nature: z.enum(natures).describe("reactive: asked for; proactive: done to prevent trouble"),
    note: z.string().trim().max(2000).optional().describe("The client reads it"),
    internalNote: z.string().trim().max(4000).optional(),
    reason: z.string().trim().max(500).optional().describe("Needed of work that is logged late"),
  }),
);

/** Where a list goes on, and how much of it is answered at once. */
export const paging = {
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional().describe("50 unless told"),
};
export const clientParam = z.strictObject({ clientId: id });
export const requestParam = z.strictObject({ requestId: id });
export const requestQuery = z.strictObject({
  clientId: id.optional(),
  state: z.enum(requestStates).optional(),
  updatedSince: instant
    .optional()
    .describe("Changed at or after this instant. The last 20 seconds come with the next call."),
  ...paging,
});
export const clientQuery = z.strictObject({ ...paging });
export const commentQuery = z.strictObject({ ...paging });
