import { agreementsAudit, agreementsAuditGroups } from "#app/agreements/audit.ts";
import { apiAudit, apiAuditGroups } from "#app/api/audit.ts";
import { billingAudit, billingAuditGroups } from "#app/billing/audit.ts";
import { clientsAudit, clientsAuditGroups } from "#app/clients/audit.ts";
import { connectorsAudit, connectorsAuditGroups } from "#app/connectors/audit.ts";
import { contractsAudit, contractsAuditGroups } from "#app/contracts/audit.ts";
import { conversionAudit, conversionAuditGroups } from "#app/conversion/audit.ts";
import { deskAudit, deskAuditGroups } from "#app/desk/audit.ts";
import { hoursAudit, hoursAuditGroups } from "#app/hours/audit.ts";
import {
  type AuditAction,
  type AuditGroup,
  type AuditVocabulary,
  type AuditWords,
  identityAudit,
  identityAuditGroups,
} from "#app/identity/audit.ts";
import { officeAudit, officeAuditGroups } from "#app/office/audit.ts";
import { peopleAudit, peopleAuditGroups } from "#app/people/audit.ts";
import { requestsAudit, requestsAuditGroups } from "#app/requests/audit.ts";
import { webhooksAudit, webhooksAuditGroups } from "#app/webhooks/audit.ts";

const actions: Record<AuditAction, () => string> = {
  ...identityAudit,
  ...clientsAudit,
  ...webhooksAudit,
  ...requestsAudit,
  ...hoursAudit,
  ...peopleAudit,
  ...agreementsAudit,
  ...contractsAudit,
  ...billingAudit,
  ...deskAudit,
  ...apiAudit,
  ...connectorsAudit,
  ...conversionAudit,
  ...webhooksAudit,
  ...apiAudit,
  ...officeAudit,
};

const groups: Record<AuditGroup, () => string> = {
  ...identityAuditGroups,
  ...clientsAuditGroups,
  ...webhooksAuditGroups,
  ...requestsAuditGroups,
  ...hoursAuditGroups,
  ...peopleAuditGroups,
  ...agreementsAuditGroups,
  ...contractsAuditGroups,
  ...billingAuditGroups,
  ...deskAuditGroups,
  ...apiAuditGroups,
  ...connectorsAuditGroups,
  ...conversionAuditGroups,
  ...webhooksAuditGroups,
  ...apiAuditGroups,
  ...officeAuditGroups,
};

const wordsOf = (words: AuditWords, key: string): string =>
  Object.hasOwn(words, key) ? (words[key]?.() ?? key) : key;

/** The words of the audit log: what each module contributes, joined. */
export const auditVocabulary: AuditVocabulary = {
  action: (action) => wordsOf(actions, action),
  group: (group) => wordsOf(groups, group),
  groups: Object.keys(groups),
};
