import { forStaff } from "#app/identity/permission.ts";

/** Who may do what with webhooks. */
export const webhooksAccess = {
  /** Adds, pauses and removes endpoints, and reads what was sent to them. */
  manage: forStaff("owner"),
};
