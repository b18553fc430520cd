import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What clients writes to the audit log, in words. */
export const clientsAudit = {
  "billing-details.changed": () => m.identity_did_billing_details(),
  "client.changed": () => m.identity_did_client_changed(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const clientsAuditGroups = {
  "billing-details": () => m.identity_group_billing_details(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    clients: keyof typeof clientsAudit;
  }
}
