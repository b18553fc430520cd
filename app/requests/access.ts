import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with requests. */
export const requestsAccess = {
  /** Takes, assigns and closes requests, and enters them for a client. */
  work: forStaff("engineer", "account_manager", "owner"),
  /** Sees in To do which requests are late and left alone, whoever has them. */
  followLate: forStaff("owner"),
  /** Sees the requests of colleagues; others see their own. */
  seeAll: forClient("approver", "finance", "manager"),
};
