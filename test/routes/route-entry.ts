import { forClient, forStaff, type Permission } from "#app/identity/permission.ts";
import { clientRoles, staffRoles } from "#app/identity/scope.ts";

/** Everybody who may send a request. `ended` has a session of before the membership ended. */
export const roles = [
  "anonymous",
  "ended",
  "employee",
  "approver",
  "finance",
  "manager",
  "engineer",
  "accountManager",
  "staffFinance",
  "owner",
] as const;
export type Role = (typeof roles)[number];

/** The visitors that have a permission. */
export function by({ kind, roles: allowed }: Permission): Role[] {
  const names: Record<string, Role> =
    kind === "client" ? {} : { account_manager: "accountManager", finance: "staffFinance" };
  return roles.filter((role) => allowed.some((one) => (names[one] ?? one) === role));
}

/** The people of a client, and those of the MSP. */
export const client = by(forClient(...clientRoles));
export const staff = by(forStaff(...staffRoles));
/** What hours were worth by their block's price: a part of the arithmetic that each entry and statement shows. */
export const hourValues = ["valueMinor"];
/** Everybody who is signed in. */
export const signedIn: Role[] = [...client, ...staff];
/** An address that names a guide. */
export const guide = { name: "guideId", row: "guide" } as const;

/** Who reads a page may post to it. */
export const both = (permission: Permission) => ({ read: by(permission), write: by(permission) });

/** Which row a parameter of the address names. */
export type Row =
  | "entry"
  | "query"
  | "order"
  | "request"
  | "client"
  | "workType"
  | "employee"
  | "contract"
  | "monthInvoice"
  | "agreement"
  | "proposal"
  | "item"
  | "file"
  | "guide";

export type RouteEntry = {
  /** Who sees the page; "everyone" for pages before signing in. */
  read: Role[] | "everyone" | "nobody";
  /** Who may post to it; left out where nothing is posted. */
  write?: Role[] | "everyone";
  /** The parameter and the row that it names; another parameter `:clientId` names that row's client. */
  param?: { name: string; row: Row };
  /** A page that answers by leading elsewhere: the address that it leads to. */
  leadsTo?: Partial<Record<Role, RegExp>>;
  /** A path where the pattern alone names nothing. */
  path?: string;
  /** What the page answers to those who may see it, where that is not 200. */
  status?: number;
  /** A body that the action can read, so that it is the row that is refused and not the form. */
  body?: Record<string, string>;
  /** Acts of the page that fewer people may do than post to it, by their intents. */
  intents?: Record<string, { write: Role[]; body: Record<string, string> }>;
  /** Amounts that the page itself shows to everybody who reads it, by their keys; roles without money rights get no other. */
  amounts?: string[];
  /** Shows a frame, not rows: it has no address of its own. */
  frame?: true;
};

/** An address that names a client. */
export const ofClient: RouteEntry["param"] = { name: "clientId", row: "client" };
