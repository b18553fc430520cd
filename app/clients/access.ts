import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with clients. */
export const clientsAccess = {
  /** Makes clients and changes their records, settings and contracts. */
  edit: forStaff("owner", "account_manager"),
  /** Spends the client's money: buys, sets the top-up, reads invoices, changes the company's details. */
  spend: forClient("finance", "manager"),
};
