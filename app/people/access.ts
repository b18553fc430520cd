import { forClient, forStaff } from "#app/identity/permission.ts";

/** Who may do what with people, seats, devices, licences and access rights. */
export const peopleAccess = {
  /** Sees all of the client's people, what each holds and may reach, exports and attests it; others see what is their own. */
  seeRoster: forClient("manager"),
  /** Sees what is their own alone. */
  seeOwn: forClient("employee", "approver", "finance"),
  /** Sees all of the client's licences. */
  seeLicences: forClient("finance", "manager"),
  /** Sees what licences cost the client. */
  seePrices: forClient("finance", "manager"),
  /** Changes the people of a client and what they hold. */
  edit: forStaff("engineer", "account_manager", "owner"),
  /** Changes the products and their prices, and how many of them a client has. */
  editProducts: forStaff("account_manager", "owner"),
  /** Keeps the MSP's registration at Microsoft. */
  setMicrosoft: forStaff("owner"),
  /** Sees what the MSP pays for licences. */
  seeCosts: forStaff("account_manager", "finance", "owner"),
};
