import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with agreements. Signing needs besides that the agreement is addressed to the person. */
export const agreementsAccess = {
  /** Sees the client's agreements, downloads them and signs those that are addressed to them. */
  sign: forClient("finance", "manager"),
  /** Says who of the client's people may sign for it. */
  authorize: forClient("manager"),
  /** Sees all clients' agreements, withdraws them, and signs for the MSP where addressed. */
  manage: forStaff("account_manager", "finance", "owner"),
  /** Writes and publishes templates. */
  editTemplates: forStaff("owner"),
};
