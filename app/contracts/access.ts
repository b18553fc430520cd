import { forClient } from "#app/identity/permission.ts";

/** Who may do what with contracts. */
export const contractsAccess = {
  seePrices: forClient("approver", "finance", "manager"),
};
