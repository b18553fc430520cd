import { forStaff } from "#app/identity/permission.ts";

/** Who of the MSP may do what with money; a client's own people need clientsAccess.spend. */
export const billingAccess = {
  /** Sees clients' payments and the tasks about them. */
  seeMoney: forStaff("account_manager", "finance", "owner"),
  /** Refunds, closes invoices and settles what went wrong. */
  handleMoney: forStaff("finance", "owner"),
  changeTopup: forStaff("account_manager", "finance", "owner"),
  setCredit: forStaff("owner"),
  setBlocks: forStaff("owner"),
  /** Tests the connection to Stripe. */
  testStripe: forStaff("owner"),
};
