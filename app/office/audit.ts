import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What office writes to the audit log, in words. */
export const officeAudit = {
  "job.tried-again": () => m.audit_did_job_again(),
  "client.created": () => m.identity_did_client_created(),
  "client.ending-planned": () => m.identity_did_client_ending(),
  "client.ending-withdrawn": () => m.identity_did_client_withdrawn(),
  "client.ended": () => m.identity_did_client_ended(),
  "client.brought-back": () => m.identity_did_client_back(),
  "msp.created": () => m.setup_did_msp_created(),
  "msp.setup-begun": () => m.setup_did_begun(),
  "msp.setup-done": () => m.setup_did_done(),
  "msp.not-needed": () => m.setup_did_not_needed(),
  "msp.brand-changed": () => m.brand_did_changed(),
  "msp.changed": () => m.identity_did_msp_changed(),
  "msp.mfa-required": () => m.identity_did_msp_mfa(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const officeAuditGroups = {
  client: () => m.identity_group_client(),
  msp: () => m.identity_group_msp(),
  job: () => m.audit_group_job(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    office: keyof typeof officeAudit;
  }
}
