import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with people and with the audit log. Guards, pages and the isolation test read these rows. */
export const identityAccess = {
  manageOwnPeople: forClient("manager"),
  manageClientPeople: forStaff("owner", "account_manager"),
  manageColleagues: forStaff("owner"),
  readAudit: forStaff("owner", "account_manager"),
};
