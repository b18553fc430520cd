import { z } from "zod";

import {
  approvingGroups,
  callTimes,
  effectKinds,
  fieldTypes,
  type Definition,
  type LineCall,
} from "#app/desk/rules/definition.ts";
import {
  longestCallMinutes,
  longestLead,
  mostLines,
  mostQuestions,
  mostSteps,
} from "#app/desk/rules/edit-definition.ts";
import { clientRoles } from "#app/identity/scope.ts";

const text = z.object({ nl: z.string().min(1), de: z.string().min(1), en: z.string().min(1) });
const test = z.object({
  field: z.string(),
  op: z.enum(["is", "not", "in", "has", "over", "under", "filled"]),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
});
const condition = z.object({ all: z.array(test).optional(), any: z.array(test).optional() });
const field = z.object({
  key: z.string().regex(/^[a-z]\w{0,29}$/i),
  type: z.enum(fieldTypes),
  label: text,
  help: text.optional(),
  required: z.boolean(),
  show: condition.optional(),
  options: z.array(z.object({ value: z.string().min(1), label: text })).optional(),
  many: z.boolean().optional(),
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
  fromDays: z.int().min(0).max(longestLead).optional(),
  initial: z.string().max(140).optional(),
  initialFrom: z.enum(["self", "department", "location", "email", "own", "only", "none"]).optional(),
});

const minor = z.int().min(0).max(100_000_000);

/** What a line calls, as a definition and a line keep it. */
const lineCall: z.ZodType<LineCall> = z.object({
  endpointId: z.uuid(),
  minutes: z.int().min(1).max(longestCallMinutes),
  at: z.enum(callTimes),
});

/** A definition as a version or a draft keeps it. */
export const definitionSchema: z.ZodType<Definition> = z.object({
  title: text,
  about: text,
  guide: text.optional(),
  fields: z.array(field).max(mostQuestions),
  askers: z.array(z.enum(clientRoles)).min(1),
  approval: z
    .array(
      z.object({
        group: z.enum(approvingGroups),
        needed: z.int().min(1).max(9),
        overMinor: minor.optional(),
        show: condition.optional(),
      }),
    )
    .max(mostSteps),
  verify: z.enum(["never", "always", "somebody-else"]),
  priceOnceMinor: minor,
  priceMonthlyMinor: minor,
  drawsMinutes: z.int().min(0).max(6000),
  days: z.int().min(0).max(60),
  lines: z.array(z.object({ text, show: condition.optional(), call: lineCall.optional() })).max(mostLines),
  effect: z.enum(effectKinds),
});
