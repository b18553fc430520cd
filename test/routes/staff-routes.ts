import { agreementsAccess } from "#app/agreements/access.ts";
import { apiAccess } from "#app/api/access.ts";
import { billingAccess } from "#app/billing/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { connectorsAccess } from "#app/connectors/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { deskAccess } from "#app/desk/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { officeAccess } from "#app/office/access.ts";
import { peopleAccess } from "#app/people/access.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { both, by, guide, hourValues, ofClient, staff, type RouteEntry } from "#test/routes/route-entry.ts";

const editors = by(deskAccess.editCatalogue);
const webhookOwners = by(webhooksAccess.manage);
const webhookPath = "/staff/settings/webhooks/00000000-0000-4000-8000-000000000000";

/** Who may use the routes of the MSP. */
export const staffRoutes: Record<string, RouteEntry> = {
  "routes/staff/api-keys": both(apiAccess.manageKeys),
  "routes/staff/request-items": { read: by(requestsAccess.work) },
  "routes/staff/request-item": {
    ...both(requestsAccess.work),
    path: "/staff/requests/catalogue/00000000-0000-4000-8000-000000000000",
    status: 404,
  },
  "routes/staff/halo": both(connectorsAccess.manage),
  "routes/staff/webhooks": { read: webhookOwners, write: webhookOwners },
  "routes/staff/webhook": { read: webhookOwners, write: webhookOwners, status: 404, path: webhookPath },
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
  "routes/staff/layout": { read: staff, frame: true },
  "routes/staff/home": {
    read: staff,
    leadsTo: Object.fromEntries(staff.map((role) => [role, /^\/staff\/(requests|todo|clients)$/])),
  },
  "routes/staff/clients": { read: staff, write: staff, body: { intent: "watch" } },
  "routes/staff/todo": {
    read: staff,
    write: by(requestsAccess.work),
    body: { intent: "take", id: "setup logo" },
    intents: { "set-aside": { write: by(officeAccess.changeSettings), body: { id: "setup logo" } } },
  },
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
  "routes/staff/hours-move": {
    ...both(hoursAccess.take),
    param: { name: "clientId", row: "client" },
  },
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
    intents: {
      pool: {
        write: by(peopleAccess.editProducts),
        body: { productId: "00000000-0000-4000-8000-000000000000", quantity: "1", startsOn: "2026-12-01" },
      },
      included: {
        write: by(peopleAccess.editProducts),
        body: {
          seatTypeId: "00000000-0000-4000-8000-000000000000",
          productId: "00000000-0000-4000-8000-000000000000",
          ...{ quantity: "1", startsOn: "2026-12-01" },
        },
      },
    },
  },
  "routes/staff/client-access": { read: staff, param: ofClient },
  "routes/staff/client-confirmation-pdf": { read: staff, param: ofClient, status: 404 },
  "routes/staff/licence-products": both(peopleAccess.editProducts),
  // Who works with licences sees what those with nobody cost the client.
  "routes/staff/roster-checks": { amounts: ["monthlyMinor"], read: by(peopleAccess.edit) },
  "routes/staff/client-devices": { read: staff, write: by(peopleAccess.edit), param: ofClient },
  "routes/staff/client-microsoft": {
    ...both(peopleAccess.edit),
    param: ofClient,
    body: { intent: "read" },
  },
  "routes/staff/microsoft-app": both(peopleAccess.setMicrosoft),
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
  "routes/staff/client-contract-import": { ...both(contractsAccess.edit), param: ofClient },
  "routes/staff/client-contract-export": { read: by(contractsAccess.edit), param: ofClient },
  "routes/staff/client-contract-end": {
    ...both(contractsAccess.edit),
    param: { name: "contractId", row: "contract" },
  },
  "routes/staff/client-contract-terms": {
    ...both(contractsAccess.edit),
    param: { name: "contractId", row: "contract" },
  },
  "routes/staff/client-contract-renewal": {
    ...both(contractsAccess.edit),
    param: { name: "contractId", row: "contract" },
  },
  "routes/staff/client-signatories": { ...both(agreementsAccess.manage), param: ofClient },
  "routes/staff/client-contract-document": {
    ...both(agreementsAccess.manage),
    param: { name: "contractId", row: "contract" },
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
    intents: {
      approve: {
        write: by(conversionAccess.approve),
        body: { seen: "00000000-0000-4000-8000-000000000000", reason: "Marge" },
      },
      "refuse-approval": {
        write: by(conversionAccess.approve),
        body: { seen: "00000000-0000-4000-8000-000000000000", reason: "Marge" },
      },
    },
  },
  "routes/staff/proposal-edit": {
    ...both(conversionAccess.propose),
    param: { name: "proposalId", row: "proposal" },
  },
  "routes/staff/monthly": { read: by(billingAccess.seeMoney), write: by(billingAccess.handleMoney) },
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
  "routes/staff/requests-merge": both(requestsAccess.work),
  "routes/staff/request": {
    read: staff,
    write: by(requestsAccess.work),
    param: { name: "requestId", row: "request" },
    intents: {
      approve: { write: by(deskAccess.approveAtMsp), body: { position: "1" } },
      refuse: { write: by(deskAccess.approveAtMsp), body: { position: "1", reason: "Nee" } },
    },
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
    ...both(agreementsAccess.editTemplates),
    path: "/staff/settings/templates/hour-terms/pdf",
    body: { preview_as: "text" },
  },
  "routes/staff/template-version": {
    read: by(agreementsAccess.editTemplates),
    path: "/staff/settings/templates/notice/versions/1",
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
  "routes/staff/connections": {
    ...both(officeAccess.testConnections),
  },
  "routes/staff/blocks": both(billingAccess.setBlocks),
  "routes/staff-client-blocks": {
    ...both(billingAccess.setBlocks),
    param: { name: "clientId", row: "client" },
  },
  "routes/staff/work-types": { read: by(hoursAccess.setWorkTypes) },
  "routes/staff/work-type": {
    ...both(hoursAccess.setWorkTypes),
    param: { name: "workTypeId", row: "workType" },
  },
  "routes/staff/keys": { read: staff, write: staff },
  "routes/staff/search": { read: staff },
  "routes/staff/more": { read: staff },
};
