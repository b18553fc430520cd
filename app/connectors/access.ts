import { forStaff } from "#app/identity/permission.ts";

/** Who may do what with the connections to the MSP's own systems. */
export const connectorsAccess = {
  /** Sets a connection up, switches it, says which client is which, and tries again what failed. */
  manage: forStaff("owner"),
};
