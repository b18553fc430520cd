import { forStaff } from "#app/identity/permission.ts";

/** Who may do what with the API. */
export const apiAccess = {
  /** Makes and revokes the keys of programs. */
  manageKeys: forStaff("owner"),
};
