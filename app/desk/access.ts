import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what at the desk. */
export const deskAccess = {
  /** Approves or refuses what colleagues ask, and names who stands in for them. */
  approve: forClient("approver", "finance", "manager"),
  /** Sets what each approver may approve a month. */
  setBudgets: forClient("manager"),
  /** Approves at the MSP what needs its approval. */
  approveAtMsp: forStaff("account_manager", "owner"),
  /** Writes, publishes and retires the items of the catalogue. */
  editCatalogue: forStaff("account_manager", "owner"),
  /** Sets the business hours in which promised times run. */
  setHours: forStaff("account_manager", "owner"),
};
