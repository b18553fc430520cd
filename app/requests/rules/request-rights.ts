import type { ClientScope, StaffScope } from "#app/identity/scope.ts";

/** Tells whether this person may make clients and change their settings and contracts. */
export function mayEditClients(scope: Pick<StaffScope, "role">): boolean {
  return scope.role === "owner" || scope.role === "account_manager";
}

/** Tells whether this person may take, assign and close requests. */
export function mayWorkRequests(scope: Pick<StaffScope, "role">): boolean {
  return scope.role !== "finance";
}

/** Tells whether this person sees all requests of the client; others see their own. */
export function seesAllRequests(scope: Pick<ClientScope, "role">): boolean {
  return scope.role !== "employee";
}
