import { agreementsAccess } from "#app/agreements/access.ts";
import { apiAccess } from "#app/api/access.ts";
import { billingAccess } from "#app/billing/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { deskAccess } from "#app/desk/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { forClient, forStaff, type Permission } from "#app/identity/permission.ts";
import { clientRoles, staffRoles } from "#app/identity/scope.ts";
import { officeAccess } from "#app/office/access.ts";
import { peopleAccess } from "#app/people/access.ts";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { requestsAccess } from "#app/requests/access.ts";

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

const client = by(forClient(...clientRoles));
const staff = by(forStaff(...staffRoles));
/** What hours were worth by their block's price: a part of the arithmetic that each entry and statement shows. */
const hourValues = ["valueMinor"];
/** What an item of the catalogue costs: whoever asks for it reads that. */
const itemPrices = ["onceMinor", "monthlyMinor"];
const editors = by(deskAccess.editCatalogue);
const webhookOwners = by(webhooksAccess.manage);
const webhookPath = "/staff/settings/webhooks/00000000-0000-4000-8000-000000000000";
const signedIn: Role[] = [...client, ...staff];
const guide = { name: "guideId", row: "guide" } as const;

/** Who reads a page may post to it. */
const both = (permission: Permission) => ({ read: by(permission), write: by(permission) });

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
  /** Amounts that the page itself shows to everybody who reads it, by their keys; roles without money rights get no other. */
  amounts?: string[];
  /** Shows a frame, not rows: it has no address of its own. */
  frame?: true;
};

const ofClient: RouteEntry["param"] = { name: "clientId", row: "client" };

/** Who may use which route. A route that is not here fails the isolation test; so does one that is here and no longer exists. */
export const manifest: Record<string, RouteEntry> = {
  root: { read: "everyone", frame: true },
  "routes/public/setup": { read: "nobody" },
  "routes/public/setup-company": { read: "nobody" },
  "routes/public/setup-owner": { read: "nobody" },
  "routes/public/setup-hours": { read: "nobody" },
  "routes/public/setup-connections": { read: "nobody" },
  "routes/public/setup-begin": { read: "nobody", path: "/setup/no-such-token" },
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
  "routes/public/places": {
    read: signedIn,
    write: signedIn,
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/(staff)?$/])),
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
  "routes/public/api": { read: "everyone" },
  "routes/staff/api-keys": both(apiAccess.manageKeys),
  "routes/staff/webhooks": { read: webhookOwners, write: webhookOwners },
  "routes/staff/webhook": { read: webhookOwners, write: webhookOwners, status: 404, path: webhookPath },
  "routes/public/check-statement": { read: "everyone" },
  "routes/public/check-agreement": { read: "everyone", write: "everyone", body: { hash: "0" } },
  "routes/client/statement-pdf": { read: by(hoursAccess.downloadStatement) },
  "routes/client/statement-csv": { read: by(hoursAccess.downloadStatement) },
  "routes/staff/client-statement-pdf": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-statement-csv": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-export": { read: by(peopleAccess.edit), param: ofClient },
  "routes/staff/bookkeeping-csv": { read: by(hoursAccess.seeBookkeeping) },
  "routes/staff/clients-csv": { read: staff },
  "routes/staff/orders-csv": { read: by(billingAccess.seeMoney) },
  "routes/staff/views": {
    read: "nobody",
    write: staff,
    body: { intent: "remove", list: "clients", query: "", id: "00000000-0000-4000-8000-000000000000" },
  },
  "routes/api/webhooks-stripe": { read: "nobody" },
  "routes/public/dev-mail": { read: "everyone" },
  "routes/public/dev-mail-letter": { read: "nobody", path: "/dev/mail/no-such-letter" },

  "routes/public/not-found": { read: "nobody", path: "/no-such-page" },

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
  "routes/client/hours": { amounts: hourValues, read: client },
  "routes/client/hours-entry": {
    amounts: hourValues,
    read: client,
    write: client,
    body: { intent: "ask" },
    param: { name: "entryId", row: "entry" },
  },
  "routes/client/statement": {
    amounts: hourValues,
    read: client,
    write: by(hoursAccess.chooseMonthlyStatement),
    body: { monthly: "on" },
  },
  "routes/client/approvals": both(hoursAccess.approveTime),
  "routes/client/requests": { read: client },
  "routes/client/request-new": { read: client, write: client, amounts: itemPrices },
  "routes/client/request-item": {
    read: client,
    write: client,
    param: { name: "itemId", row: "item" },
    body: { intent: "preview", id: "00000000-0000-4000-8000-000000000000" },
    amounts: itemPrices,
  },
  "routes/client/request-approvers": {
    ...both(deskAccess.approve),
    amounts: ["budgetMinor", "leftMinor"],
  },
  "routes/client/promises": { read: by(requestsAccess.seeAll) },
  "routes/client/request": {
    read: client,
    write: client,
    body: { intent: "move", from: "done", to: "in_progress" },
    param: { name: "requestId", row: "request" },
  },
  "routes/client/request-file": { read: client, param: { name: "fileId", row: "file" } },
  "routes/client/guide": { read: client, write: client, param: guide, body: { helped: "no" } },
  "routes/client/people": {
    ...both(identityAccess.manageOwnPeople),
  },
  "routes/client/employees": { read: client },
  "routes/client/employees-csv": { read: by(peopleAccess.seeRoster) },
  "routes/client/employees-attest": both(peopleAccess.seeRoster),
  "routes/client/report-pdf": { read: by(peopleAccess.seeRoster) },
  "routes/client/licences": { read: by(peopleAccess.seeLicences) },
  "routes/client/licences-csv": { read: by(peopleAccess.seeLicences) },
  "routes/client/access": { read: by(peopleAccess.seeRoster) },
  "routes/client/access-review": {
    ...both(peopleAccess.seeRoster),
  },
  "routes/client/reports": { read: by(peopleAccess.seeRoster) },
  "routes/client/access-csv": { read: by(peopleAccess.seeRoster) },
  "routes/client/company": both(clientsAccess.spend),
  "routes/client/buy": {
    read: client,
    write: by(clientsAccess.spend),
    leadsTo: { employee: /^\/buy\/ask/, approver: /^\/buy\/ask/ },
  },
  "routes/client/buy-terms": {
    ...both(clientsAccess.spend),
    leadsTo: { finance: /^\/buy/, manager: /^\/buy/ },
  },
  "routes/client/buy-return": {
    read: by(clientsAccess.spend),
    leadsTo: { finance: /^\/invoices/, manager: /^\/invoices/ },
  },
  "routes/client/buy-ask": {
    read: client,
    write: client,
    leadsTo: { finance: /^\/buy/, manager: /^\/buy/ },
    amounts: ["pricePerHourMinor", "savingMinor", "netMinor", "vatMinor", "grossMinor"],
  },
  "routes/client/order": { ...both(clientsAccess.spend), param: { name: "orderId", row: "order" } },
  "routes/client/invoices": { read: by(clientsAccess.spend) },
  "routes/client/month-invoice": {
    read: by(clientsAccess.spend),
    param: { name: "invoiceId", row: "monthInvoice" },
  },
  "routes/client/contract": { read: client },
  "routes/client/contract-calendar": { read: by(contractsAccess.seePrices) },
  "routes/client/contract-notice": {
    ...both(contractsAccess.giveNotice),
    body: { words: "", sure: "on" },
    param: { name: "contractId", row: "contract" },
  },
  "routes/client/agreements": { read: by(agreementsAccess.sign) },
  "routes/client/agreement": {
    read: by(agreementsAccess.sign),
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/client/agreement-pdf": {
    read: by(agreementsAccess.sign),
    param: { name: "agreementId", row: "agreement" },
  },
  // Addressed to nobody here, so the pages for signing exist for nobody.
  "routes/client/agreement-sign": {
    read: by(agreementsAccess.sign),
    status: 404,
    write: [],
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/client/agreement-decline": {
    read: by(agreementsAccess.sign),
    status: 404,
    write: [],
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/client/alerts": both(hoursAccess.setAlerts),
  "routes/client/top-up": { read: client, write: by(clientsAccess.spend) },
  "routes/client/top-up-method": both(clientsAccess.spend),
  "routes/client/top-up-return": {
    read: by(clientsAccess.spend),
    leadsTo: { finance: /^\/top-up/, manager: /^\/top-up/ },
  },
  "routes/client/search": { read: client },
  "routes/client/more": { read: client },

  "routes/staff/layout": { read: staff, frame: true },
  "routes/staff/home": {
    read: staff,
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff\/(requests|todo|clients)$/])),
  },
  "routes/staff/clients": { read: staff, write: staff, body: { intent: "watch" } },
  "routes/staff/todo": { read: staff },
  "routes/staff/client-new": both(clientsAccess.edit),
  "routes/staff/clients-ended": { read: by(clientsAccess.edit) },
  "routes/staff/client-ending": {
    ...both(clientsAccess.edit),
    body: { intent: "bring-back" },
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-topup": {
    read: staff,
    write: by(billingAccess.changeTopup),
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff\/clients\//])),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-overview": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-hours": {
    read: staff,
    write: staff,
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-move": { ...both(hoursAccess.take), param: { name: "clientId", row: "client" } },
  "routes/staff/hours-adjust": {
    ...both(hoursAccess.give),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-extend": {
    ...both(hoursAccess.extend),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-grants": {
    ...both(hoursAccess.extend),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/hours-thaw": {
    ...both(hoursAccess.thaw),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/runway": { read: staff },
  "routes/staff/import": both(hoursAccess.import),
  "routes/staff/client-statement": {
    amounts: hourValues,
    read: staff,
    write: by(hoursAccess.chooseClientStatement),
    param: { name: "clientId", row: "client" },
    body: { monthly: "on" },
  },
  "routes/staff/client-requests": { read: staff, param: { name: "clientId", row: "client" } },
  "routes/staff/client-people": {
    read: staff,
    write: by(identityAccess.manageClientPeople),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-roster": {
    read: staff,
    write: by(peopleAccess.edit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-employee": {
    read: staff,
    write: by(peopleAccess.edit),
    param: { name: "employeeId", row: "employee" },
  },
  "routes/staff/client-licences": {
    // Who works with a client's licences sees what they cost the client.
    amounts: ["priceMinor", "monthlyMinor", "unusedMinor"],
    read: staff,
    write: by(peopleAccess.edit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-devices": { read: staff, write: by(peopleAccess.edit), param: ofClient },
  "routes/staff/client-microsoft": {
    ...both(peopleAccess.edit),
    param: ofClient,
    body: { intent: "read" },
  },
  "routes/staff/microsoft-app": both(peopleAccess.setMicrosoft),
  "routes/public/microsoft-consent": { read: "everyone" },
  "routes/staff/client-import": { ...both(peopleAccess.edit), param: ofClient },
  "routes/staff/client-orders": {
    read: by(billingAccess.seeMoney),
    write: by(billingAccess.setCredit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-contract": {
    read: by(contractsAccess.read),
    write: by(contractsAccess.edit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-contract-edit": {
    ...both(contractsAccess.edit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/client-contract-end": {
    ...both(contractsAccess.edit),
    param: { name: "contractId", row: "contract" },
  },
  "routes/staff/client-contract-document": {
    ...both(agreementsAccess.manage),
    param: { name: "contractId", row: "contract" },
  },
  "routes/client/proposals": { read: by(conversionAccess.see) },
  "routes/client/proposal": {
    ...both(conversionAccess.see),
    param: { name: "proposalId", row: "proposal" },
  },
  "routes/staff/radar": { read: by(conversionAccess.read), write: by(conversionAccess.approve) },
  "routes/staff/radar-client": {
    read: by(conversionAccess.read),
    write: by(conversionAccess.propose),
    param: { name: "clientId", row: "client" },
    body: { intent: "ready", item: "backup", on: "on" },
  },
  "routes/staff/proposal-new": {
    ...both(conversionAccess.propose),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/proposals": { read: by(conversionAccess.read) },
  "routes/staff/proposal": {
    read: by(conversionAccess.read),
    write: by(conversionAccess.propose),
    param: { name: "proposalId", row: "proposal" },
  },
  "routes/staff/proposal-edit": {
    ...both(conversionAccess.propose),
    param: { name: "proposalId", row: "proposal" },
  },
  "routes/staff/monthly": { read: by(billingAccess.seeMoney) },
  "routes/staff/monthly-client": {
    read: by(billingAccess.seeMoney),
    write: by(billingAccess.handleMoney),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/renewals": { read: by(contractsAccess.read) },
  "routes/staff/margin": { read: by(contractsAccess.seeCosts), write: by(contractsAccess.setWorkCosts) },
  "routes/staff/revenue": { read: by(conversionAccess.read) },
  "routes/staff/seat-types": both(peopleAccess.editProducts),
  "routes/staff/client-settings": {
    read: staff,
    write: by(clientsAccess.edit),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/requests": { read: staff, write: by(requestsAccess.work) },
  "routes/staff/promises": { read: staff },
  "routes/staff/answers": both(requestsAccess.work),
  "routes/staff/business-hours": { read: by(deskAccess.setHours) },
  "routes/staff/business-hours-edit": {
    ...both(deskAccess.setHours),
    path: "/staff/settings/hours/new",
  },
  "routes/staff/request-new": both(requestsAccess.work),
  "routes/staff/request": {
    read: staff,
    write: by(requestsAccess.work),
    param: { name: "requestId", row: "request" },
  },
  "routes/staff/request-file": { read: staff, param: { name: "fileId", row: "file" } },
  "routes/staff/recurring": { read: editors, amounts: ["costMinor"] },
  "routes/staff/guides": { read: editors, write: editors, body: { words: "drucker" } },
  "routes/staff/guide": { read: editors, write: editors, param: guide, body: { intent: "publish" } },
  "routes/staff/my-time": { read: by(hoursAccess.logTime) },
  "routes/staff/time-new": both(hoursAccess.logTime),
  "routes/staff/time-preview": { read: "nobody", write: by(hoursAccess.logTime) },
  "routes/staff/time-entry": {
    amounts: hourValues,
    read: staff,
    write: by(hoursAccess.logTime),
    param: { name: "entryId", row: "entry" },
  },
  "routes/staff/queries": { read: staff },
  "routes/staff/query": {
    amounts: hourValues,
    read: staff,
    write: by(hoursAccess.answerQuestions),
    param: { name: "queryId", row: "query" },
  },
  "routes/staff/approvals": { read: staff, write: by(hoursAccess.approveAsLead) },
  "routes/staff/orders": { read: by(billingAccess.seeMoney) },
  "routes/staff/order": {
    read: by(billingAccess.seeMoney),
    write: by(billingAccess.handleMoney),
    param: { name: "orderId", row: "order" },
  },
  "routes/staff/agreements": { read: by(agreementsAccess.manage) },
  "routes/staff/agreement": {
    ...both(agreementsAccess.manage),
    body: { reason: "Verkeerde prijs" },
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/staff/agreement-pdf": {
    read: by(agreementsAccess.manage),
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/staff/agreement-sign": {
    read: by(agreementsAccess.manage),
    status: 404,
    write: [],
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/staff/agreement-decline": {
    read: by(agreementsAccess.manage),
    status: 404,
    write: [],
    param: { name: "agreementId", row: "agreement" },
  },
  "routes/staff/templates": { read: by(agreementsAccess.editTemplates) },
  "routes/staff/template": {
    ...both(agreementsAccess.editTemplates),
    path: "/staff/settings/templates/hour-terms",
    body: { intent: "discard" },
  },
  "routes/staff/template-pdf": {
    read: by(agreementsAccess.editTemplates),
    path: "/staff/settings/templates/hour-terms/pdf",
  },
  "routes/staff/tasks": {
    read: by(billingAccess.seeMoney),
    write: by(billingAccess.handleMoney),
  },
  "routes/staff/people": {
    ...both(identityAccess.manageColleagues),
  },
  "routes/staff/audit": { read: by(identityAccess.readAudit) },
  "routes/staff/bookkeeping": { read: by(hoursAccess.seeBookkeeping) },
  "routes/staff/settings": both(officeAccess.changeSettings),
  "routes/staff/brand": both(officeAccess.changeBrand),
  "routes/staff/catalogue": { read: editors },
  "routes/staff/catalogue-item": {
    read: editors,
    write: editors,
    param: { name: "itemId", row: "item" },
    amounts: ["priceOnceMinor", "priceMonthlyMinor"],
  },
  "routes/staff/connections": {
    ...both(officeAccess.testConnections),
  },
  "routes/staff/blocks": both(billingAccess.setBlocks),
  "routes/staff-client-blocks": {
    ...both(billingAccess.setBlocks),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/work-type": {
    ...both(hoursAccess.setWorkTypes),
    param: { name: "workTypeId", row: "workType" },
  },
  "routes/staff/keys": { read: staff, write: staff },
  "routes/staff/search": { read: staff },
  "routes/staff/more": { read: staff },
};
