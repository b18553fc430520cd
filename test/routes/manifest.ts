/** Everybody who may come to the door. `ended` has a session of before the membership ended. */
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

const client: Role[] = ["employee", "approver", "finance", "manager"];
const approvers: Role[] = ["approver", "manager"];
const buyers: Role[] = ["finance", "manager"];
const staff: Role[] = ["engineer", "accountManager", "staffFinance", "owner"];
const workers: Role[] = ["engineer", "accountManager", "owner"];
const leads: Role[] = ["accountManager", "owner"];
const givers: Role[] = ["accountManager", "staffFinance", "owner"];
const bookkeepers: Role[] = ["staffFinance", "owner"];
const signedIn: Role[] = [...client, ...staff];

/** Which row a parameter of the address names. */
export type Row = "entry" | "query" | "order" | "request" | "client" | "workType";

export type Door = {
  /** Who sees the page; "everyone" for pages before signing in. */
  read: Role[] | "everyone" | "nobody";
  /** Who may post to it; left out where nothing is posted. */
  write?: Role[] | "everyone";
  /** The parameter and the row that it names. */
  param?: { name: string; row: Row };
  /** A page that answers by leading elsewhere: the address that it leads to. */
  leadsTo?: Partial<Record<Role, RegExp>>;
  /** A path where the pattern alone names nothing. */
  path?: string;
  /** What the page answers to those who may see it, where that is not 200. */
  status?: number;
  /** A body that the door can read, so that it is the row that is refused and not the form. */
  body?: Record<string, string>;
  /** Shows a frame, not rows: it has no address of its own. */
  frame?: true;
};

/** Who may come through which door. A route that is not here fails the isolation test; so does one that is here and no longer exists. */
export const manifest: Record<string, Door> = {
  root: { read: "everyone", frame: true },
  "routes/sign-in/route": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/(staff)?$/])),
  },
  "routes/sign-in-code/route": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\/(sign-in|staff|)$/])),
  },
  "routes/sign-out/route": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  "routes/forgot/route": { read: "everyone", write: "everyone" },
  "routes/reset/route": { read: "everyone", write: "everyone", path: "/reset/no-such-token", status: 410 },
  "routes/invitation/route": {
    read: "everyone",
    write: "everyone",
    path: "/invitation/no-such-token",
    status: 410,
  },
  "routes/language/route": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  "routes/check-statement/route": { read: "everyone" },
  "routes/statement-pdf/route": { read: ["approver", "finance", "manager"] },
  "routes/statement-csv/route": { read: ["approver", "finance", "manager"] },
  "routes/staff-client-statement-pdf/route": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff-client-statement-csv/route": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff-bookkeeping-csv/route": { read: bookkeepers },
  "routes/webhooks-stripe/route": { read: "nobody" },
  "routes/dev-mail/route": { read: "everyone" },
  "routes/dev-mail-letter/route": { read: "nobody", path: "/dev/mail/no-such-letter" },

  "routes/personal-layout/route": { read: signedIn, frame: true },
  "routes/profile/route": { read: signedIn, write: signedIn },
  "routes/security/route": { read: signedIn, write: signedIn },
  "routes/security-authenticator/route": { read: signedIn, write: signedIn },
  "routes/security-backup-codes/route": {
    read: signedIn,
    write: signedIn,
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/security/])),
  },
  "routes/security-confirm/route": { read: signedIn, write: signedIn },
  "routes/security-password/route": { read: signedIn, write: signedIn },

  "routes/client-layout/route": { read: client, frame: true },
  "routes/home/route": {
    read: client,
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff$/])),
  },
  "routes/hours/route": { read: client },
  "routes/hours-entry/route": {
    read: client,
    write: client,
    body: { intent: "ask" },
    param: { name: "entryId", row: "entry" },
  },
  "routes/statement/route": { read: client, write: buyers, body: { monthly: "on" } },
  "routes/approvals/route": { read: approvers, write: approvers },
  "routes/requests/route": { read: client },
  "routes/request-new/route": { read: client, write: client },
  "routes/request/route": {
    read: client,
    write: client,
    body: { intent: "move", from: "done", to: "in_progress" },
    param: { name: "requestId", row: "request" },
  },
  "routes/people/route": { read: ["manager"], write: ["manager"] },
  "routes/buy/route": {
    read: client,
    write: buyers,
    leadsTo: { employee: /^\/buy\/ask/, approver: /^\/buy\/ask/ },
  },
  "routes/buy-terms/route": {
    read: buyers,
    write: buyers,
    leadsTo: { finance: /^\/buy/, manager: /^\/buy/ },
  },
  "routes/buy-return/route": { read: buyers, leadsTo: { finance: /^\/invoices/, manager: /^\/invoices/ } },
  "routes/buy-ask/route": { read: client, write: client, leadsTo: { finance: /^\/buy/, manager: /^\/buy/ } },
  "routes/order/route": { read: buyers, write: buyers, param: { name: "orderId", row: "order" } },
  "routes/invoices/route": { read: buyers },
  "routes/alerts/route": { read: buyers, write: buyers },
  "routes/top-up/route": { read: client, write: buyers },
  "routes/top-up-method/route": { read: buyers, write: buyers },
  "routes/top-up-return/route": { read: buyers, leadsTo: { finance: /^\/top-up/, manager: /^\/top-up/ } },
  "routes/more/route": { read: client },

  "routes/staff-layout/route": { read: staff, frame: true },
  "routes/staff-home/route": { read: staff },
  "routes/staff-client-new/route": { read: leads, write: leads },
  "routes/staff-client/route": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff-client-topup/route": {
    read: staff,
    write: ["accountManager", "staffFinance", "owner"],
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff\/clients\//])),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-client-overview/route": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff-client-hours/route": {
    read: staff,
    write: staff,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-hours-move/route": {
    read: bookkeepers,
    write: bookkeepers,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-hours-adjust/route": {
    read: givers,
    write: givers,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-hours-extend/route": {
    read: leads,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-hours-grants/route": {
    read: leads,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-hours-thaw/route": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-runway/route": { read: staff },
  "routes/staff-import/route": { read: ["owner"], write: ["owner"] },
  "routes/staff-client-statement/route": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
    body: { monthly: "on" },
  },
  "routes/staff-client-requests/route": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff-client-people/route": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-client-orders/route": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-client-settings/route": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-requests/route": { read: staff },
  "routes/staff-request-new/route": { read: workers, write: workers },
  "routes/staff-request/route": { read: staff, write: workers, param: { name: "requestId", row: "request" } },
  "routes/staff-time-new/route": { read: workers, write: workers },
  "routes/staff-time-preview/route": { read: "nobody", write: workers },
  "routes/staff-time-entry/route": { read: staff, write: workers, param: { name: "entryId", row: "entry" } },
  "routes/staff-queries/route": { read: staff },
  "routes/staff-query/route": { read: staff, write: workers, param: { name: "queryId", row: "query" } },
  "routes/staff-approvals/route": { read: staff, write: leads },
  "routes/staff-order/route": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["staffFinance", "owner"],
    param: { name: "orderId", row: "order" },
  },
  "routes/staff-tasks/route": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["staffFinance", "owner"],
  },
  "routes/staff-people/route": { read: ["owner"], write: ["owner"] },
  "routes/staff-audit/route": { read: leads },
  "routes/staff-bookkeeping/route": { read: bookkeepers },
  "routes/staff-settings/route": { read: ["owner"], write: ["owner"] },
  "routes/staff-blocks/route": { read: ["owner"], write: ["owner"] },
  "routes/staff-client-blocks": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff-work-type/route": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "workTypeId", row: "workType" },
  },
  "routes/staff-keys/route": { read: staff, write: staff },
  "routes/staff-more/route": { read: staff },
};
