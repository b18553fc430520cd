import type { ClientRole } from "#app/identity/scope.ts";

/** Tells whether this person sees all work for their company; an employee sees the work on what they asked themselves. */
export function seesAllWork(person: { role: ClientRole }): boolean {
  return person.role !== "employee";
}
