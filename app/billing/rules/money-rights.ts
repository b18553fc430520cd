import type { StaffScope } from "#app/identity/scope.ts";

/** Tells whether this person may pay money back, close an invoice and settle what the house could not. */
export function mayHandleMoney(scope: Pick<StaffScope, "role">): boolean {
  return scope.role === "owner" || scope.role === "finance";
}

/** Tells whether this person sees clients' payments and what waits for a person. */
export function maySeeMoney(scope: Pick<StaffScope, "role">): boolean {
  return scope.role !== "engineer";
}
