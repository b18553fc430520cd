import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what on the way from prepaid hours to a contract. */
export const conversionAccess = {
  /** Reads the radar and proposals with what they cost and leave. */
  read: forStaff("account_manager", "finance", "owner"),
  /** Makes, sends and withdraws proposals. */
  propose: forStaff("account_manager", "owner"),
  /** Lets a proposal below the margin's floor out, and sets what the radar reckons with. */
  approve: forStaff("owner"),
  /** Reads proposals with their prices, and asks about them. */
  see: forClient("finance", "manager"),
  /** Takes a proposal for the company. */
  accept: forClient("manager"),
};
