import { agreementsAccess } from "#app/agreements/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { deskAccess } from "#app/desk/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { peopleAccess } from "#app/people/access.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { both, by, client, guide, hourValues, staff, type RouteEntry } from "#test/routes/route-entry.ts";

/** What an item of the catalogue costs: whoever asks for it reads that. */
const itemPrices = ["onceMinor", "monthlyMinor"];

/** Who may use the routes of a client's people. */
export const clientRoutes: Record<string, RouteEntry> = {
  "routes/client/statement-pdf": { read: by(hoursAccess.downloadStatement) },
  "routes/client/statement-csv": { read: by(hoursAccess.downloadStatement) },
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
    intents: {
      budget: {
        write: by(deskAccess.setBudgets),
        body: { userId: "00000000-0000-4000-8000-000000000000", budget: "" },
      },
    },
  },
  "routes/client/promises": { read: by(requestsAccess.seeAll) },
  "routes/client/request": {
    read: client,
    write: client,
    body: { intent: "move", from: "done", to: "in_progress" },
    param: { name: "requestId", row: "request" },
    intents: {
      approve: { write: by(deskAccess.approve), body: { position: "1" } },
      refuse: { write: by(deskAccess.approve), body: { position: "1", reason: "Nee" } },
    },
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
  "routes/client/confirmation-pdf": { read: by(peopleAccess.seeRoster), status: 404 },
  "routes/client/licences": { read: by(peopleAccess.seeLicences) },
  "routes/client/licences-csv": { read: by(peopleAccess.seeLicences) },
  "routes/client/devices": { read: by(peopleAccess.seeRoster) },
  "routes/client/devices-csv": { read: by(peopleAccess.seeRoster) },
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
  "routes/client/order": {
    ...both(clientsAccess.spend),
    param: { name: "orderId", row: "order" },
  },
  "routes/client/invoices": { read: by(clientsAccess.spend) },
  "routes/client/month-invoice": {
    ...both(clientsAccess.spend),
    param: { name: "invoiceId", row: "monthInvoice" },
  },
  "routes/client/contract": { read: client, write: by(clientsAccess.spend) },
  "routes/client/contract-calendar": { read: by(contractsAccess.seePrices) },
  "routes/client/contract-notice": {
    ...both(contractsAccess.giveNotice),
    body: { words: "", sure: "on" },
    param: { name: "contractId", row: "contract" },
  },
  "routes/client/agreements": { read: by(agreementsAccess.sign) },
  "routes/client/signatories": both(agreementsAccess.authorize),
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
  "routes/client/proposals": { read: by(conversionAccess.see) },
  "routes/client/proposal": {
    ...both(conversionAccess.see),
    param: { name: "proposalId", row: "proposal" },
    intents: {
      accept: {
        write: by(conversionAccess.accept),
        body: {
          seen: "00000000-0000-4000-8000-000000000000",
          variant: "a",
          payment: "transfer",
          agreed: "on",
        },
      },
      decline: { write: by(conversionAccess.accept), body: { reason: "" } },
      reconsider: { write: by(conversionAccess.accept), body: {} },
    },
  },
};
