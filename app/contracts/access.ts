import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with contracts. */
export const contractsAccess = {
  /** Reads what a contract costs, what it counted and when it ends; others read what it includes. */
  seePrices: forClient("finance", "manager"),
  /** Ends a contract on the client's side. */
  giveNotice: forClient("manager"),
  /** Reads contracts and what they come to. */
  read: forStaff("account_manager", "finance", "owner"),
  /** Makes contracts and their versions. */
  edit: forStaff("account_manager", "owner"),
  /** Reads what a line costs the MSP. */
  seeCosts: forStaff("account_manager", "finance", "owner"),
  /** Sets what an hour, a request and a correction cost the MSP. */
  setWorkCosts: forStaff("owner"),
};
