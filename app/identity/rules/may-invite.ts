import { identityAccess } from "#app/identity/access.ts";
import { may } from "#app/identity/permission.ts";
import { isClientRole, isStaffRole, type Scope } from "#app/identity/scope.ts";

/** Where somebody gets access, and as what: a client's person, or with `clientId: null` the MSP's. */
export type Place = { clientId: string | null; role: string };

/** Tells whether the asker may give access there: managers at their own client, account managers and owners at any client, owners at the MSP. */
export function mayInvite(scope: Scope, place: Place): boolean {
  if (!(place.clientId === null ? isStaffRole(place.role) : isClientRole(place.role))) return false;
  if (place.clientId === null) return may(scope, identityAccess.manageColleagues);
  if (scope.kind === "staff") return may(scope, identityAccess.manageClientPeople);
  return place.clientId === scope.clientId && may(scope, identityAccess.manageOwnPeople);
}

export type MemberRow = { userId: string; clientId: string | null; role: string };
export type ManageRefusal = "not-allowed" | "own-access" | "last-one";

/** Why the asker may not end or change a member's access; null when they may. `others` are that place's other live members. */
export function refusalToManage(
  scope: Scope,
  member: MemberRow,
  others: readonly MemberRow[],
): ManageRefusal | null {
  if (!mayInvite(scope, member)) return "not-allowed";
  // Nobody raises, lowers or ends their own access: a colleague does.
  if (member.userId === scope.userId) return "own-access";
  if (member.clientId === null && member.role === "owner" && !others.some((other) => other.role === "owner"))
    return "last-one";
  return null;
}
