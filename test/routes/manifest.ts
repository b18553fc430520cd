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
  "routes/public/sign-in": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/(staff)?$/])),
  },
  "routes/public/sign-in-code": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\/(sign-in|staff|)$/])),
  },
  "routes/public/sign-out": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  "routes/public/forgot": { read: "everyone", write: "everyone" },
  "routes/public/reset": { read: "everyone", write: "everyone", path: "/reset/no-such-token", status: 410 },
  "routes/public/invitation": {
    read: "everyone",
    write: "everyone",
    path: "/invitation/no-such-token",
    status: 410,
  },
  "routes/public/language": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  "routes/public/check-statement": { read: "everyone" },
  "routes/client/statement-pdf": { read: ["approver", "finance", "manager"] },
  "routes/client/statement-csv": { read: ["approver", "finance", "manager"] },
  "routes/staff/client-statement-pdf": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-statement-csv": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/bookkeeping-csv": { read: bookkeepers },
  "routes/api/webhooks-stripe": { read: "nobody" },
  "routes/public/dev-mail": { read: "everyone" },
  "routes/public/dev-mail-letter": { read: "nobody", path: "/dev/mail/no-such-letter" },

  "routes/public/personal-layout": { read: signedIn, frame: true },
  "routes/public/profile": { read: signedIn, write: signedIn },
  "routes/public/security": { read: signedIn, write: signedIn },
  "routes/public/security-authenticator": { read: signedIn, write: signedIn },
  "routes/public/security-backup-codes": {
    read: signedIn,
    write: signedIn,
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/security/])),
  },
  "routes/public/security-confirm": { read: signedIn, write: signedIn },
  "routes/public/security-password": { read: signedIn, write: signedIn },

  "routes/client/layout": { read: client, frame: true },
  "routes/client/home": {
    read: client,
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff$/])),
  },
  "routes/client/hours": { read: client },
  "routes/client/hours-entry": {
    read: client,
    write: client,
    body: { intent: "ask" },
    param: { name: "entryId", row: "entry" },
  },
  "routes/client/statement": { read: client, write: buyers, body: { monthly: "on" } },
  "routes/client/approvals": { read: approvers, write: approvers },
  "routes/client/requests": { read: client },
  "routes/client/request-new": { read: client, write: client },
  "routes/client/request": {
    read: client,
    write: client,
    body: { intent: "move", from: "done", to: "in_progress" },
    param: { name: "requestId", row: "request" },
  },
  "routes/client/people": { read: ["manager"], write: ["manager"] },
  "routes/client/buy": {
    read: client,
    write: buyers,
    leadsTo: { employee: /^\/buy\/ask/, approver: /^\/buy\/ask/ },
  },
  "routes/client/buy-terms": {
    read: buyers,
    write: buyers,
    leadsTo: { finance: /^\/buy/, manager: /^\/buy/ },
  },
  "routes/client/buy-return": { read: buyers, leadsTo: { finance: /^\/invoices/, manager: /^\/invoices/ } },
  "routes/client/buy-ask": { read: client, write: client, leadsTo: { finance: /^\/buy/, manager: /^\/buy/ } },
  "routes/client/order": { read: buyers, write: buyers, param: { name: "orderId", row: "order" } },
  "routes/client/invoices": { read: buyers },
  "routes/client/alerts": { read: buyers, write: buyers },
  "routes/client/top-up": { read: client, write: buyers },
  "routes/client/top-up-method": { read: buyers, write: buyers },
  "routes/client/top-up-return": { read: buyers, leadsTo: { finance: /^\/top-up/, manager: /^\/top-up/ } },
  "routes/client/more": { read: client },

  "routes/staff/layout": { read: staff, frame: true },
  "routes/staff/home": { read: staff },
  "routes/staff/client-new": { read: leads, write: leads },
  "routes/staff/client": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-topup": {
    read: staff,
    write: ["accountManager", "staffFinance", "owner"],
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff\/clients\//])),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-overview": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-hours": {
    read: staff,
    write: staff,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-move": {
    read: bookkeepers,
    write: bookkeepers,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-adjust": {
    read: givers,
    write: givers,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-extend": {
    read: leads,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-grants": {
    read: leads,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-thaw": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/runway": { read: staff },
  "routes/staff/import": { read: ["owner"], write: ["owner"] },
  "routes/staff/client-statement": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
    body: { monthly: "on" },
  },
  "routes/staff/client-requests": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-people": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-orders": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-settings": {
    read: staff,
    write: leads,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/requests": { read: staff },
  "routes/staff/request-new": { read: workers, write: workers },
  "routes/staff/request": { read: staff, write: workers, param: { name: "requestId", row: "request" } },
  "routes/staff/time-new": { read: workers, write: workers },
  "routes/staff/time-preview": { read: "nobody", write: workers },
  "routes/staff/time-entry": { read: staff, write: workers, param: { name: "entryId", row: "entry" } },
  "routes/staff/queries": { read: staff },
  "routes/staff/query": { read: staff, write: workers, param: { name: "queryId", row: "query" } },
  "routes/staff/approvals": { read: staff, write: leads },
  "routes/staff/order": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["staffFinance", "owner"],
    param: { name: "orderId", row: "order" },
  },
  "routes/staff/tasks": {
    read: ["accountManager", "staffFinance", "owner"],
    write: ["staffFinance", "owner"],
  },
  "routes/staff/people": { read: ["owner"], write: ["owner"] },
  "routes/staff/audit": { read: leads },
  "routes/staff/bookkeeping": { read: bookkeepers },
  "routes/staff/settings": { read: ["owner"], write: ["owner"] },
  "routes/staff/blocks": { read: ["owner"], write: ["owner"] },
  "routes/staff-client-blocks": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/work-type": {
    read: ["owner"],
    write: ["owner"],
    param: { name: "workTypeId", row: "workType" },
  },
  "routes/staff/keys": { read: staff, write: staff },
  "routes/staff/more": { read: staff },
};
