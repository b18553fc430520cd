import type { StaffScope } from "#app/identity/scope.ts";

type Who = Pick<StaffScope, "role">;

/** Tells whether this person may give hours away. */
export function mayGiveHours({ role }: Who): boolean {
  return role !== "engineer";
}

/** Tells whether this person may take hours off a client's balance, or move them to another's. */
export function mayTakeHours({ role }: Who): boolean {
  return role === "owner" || role === "finance";
}

/** Tells whether this person may extend a block, and set what a client gets each month. */
export function mayExtendHours({ role }: Who): boolean {
  return role === "owner" || role === "account_manager";
}
