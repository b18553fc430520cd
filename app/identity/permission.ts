import type { ClientRole, Scope, StaffRole } from "#app/identity/scope.ts";

/** Something that people of a client may do, and which of them. */
export type ClientPermission = { kind: "client"; roles: readonly ClientRole[] };
/** Something that people of the MSP may do, and which of them. */
export type StaffPermission = { kind: "staff"; roles: readonly StaffRole[] };
export type Permission = ClientPermission | StaffPermission;

/** The permission of these roles at a client. */
export function forClient(...roles: ClientRole[]): ClientPermission {
  return { kind: "client", roles };
}

/** The permission of these roles at the MSP. */
export function forStaff(...roles: StaffRole[]): StaffPermission {
  return { kind: "staff", roles };
}

/** Tells whether this person has a permission. */
export function may(scope: Pick<Scope, "kind" | "role">, permission: Permission): boolean {
  return scope.kind === permission.kind && permission.roles.some((role) => role === scope.role);
}
