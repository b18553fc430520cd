import { forStaff } from "#app/identity/permission.ts";

/** Who may do what at the desk. */
export const deskAccess = {
  /** Sets the business hours in which promised times run. */
  setHours: forStaff("account_manager", "owner"),
};
