import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with hours. */
export const hoursAccess = {
  /** Sees all work for the company; others see the work on what they asked for. */
  seeAllWork: forClient("approver", "finance", "manager"),
  downloadStatement: forClient("approver", "finance", "manager"),
  chooseMonthlyStatement: forClient("finance", "manager"),
  setAlerts: forClient("finance", "manager"),
  approveTime: forClient("approver", "manager"),

  logTime: forStaff("engineer", "account_manager", "owner"),
  answerQuestions: forStaff("engineer", "account_manager", "owner"),
  approveAsLead: forStaff("account_manager", "owner"),
  chooseClientStatement: forStaff("account_manager", "owner"),
  /** Extends blocks and sets what a client gets each month. */
  extend: forStaff("account_manager", "owner"),
  give: forStaff("account_manager", "finance", "owner"),
  /** Takes hours off a balance, or moves them to another client's. */
  take: forStaff("finance", "owner"),
  thaw: forStaff("owner"),
  import: forStaff("owner"),
  setWorkTypes: forStaff("owner"),
  seeBookkeeping: forStaff("finance", "owner"),
};
