import { randomUUID } from "node:crypto";

import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { postTimeEntry, type Posted } from "#app/hours/post-time-entry.server.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import type { BuiltUser } from "#test/builders/user.ts";

/** The scope of an engineer who signed in. */
export function staffScope(user: BuiltUser, role: StaffScope["role"] = "engineer"): StaffScope {
  return { kind: "staff", ...user, role, sessionId: randomUUID() };
}

type Details = Pick<WorkDetails, "clientId" | "requestId" | "workTypeId"> &
  Partial<WorkDetails & { entryId: string }>;

/** Half an hour of reactive work today, unless told otherwise; throws what the product refuses. */
export async function buildTimeEntry(scope: StaffScope, details: Details): Promise<Posted> {
  const posted = await postTimeEntry(scope, {
    entryId: randomUUID(),
    workedOn: dayIn("Europe/Amsterdam", now()),
    start: null,
    workedMinutes: 30,
    long: true,
    nature: "reactive",
    note: "",
    internalNote: "",
    ...details,
  });
  if (!posted.ok) throw new Error(`The entry was refused: ${posted.refusal}`);
  return posted.value;
}
