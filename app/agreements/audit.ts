import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What agreements writes to the audit log, in words. */
export const agreementsAudit = {
  "agreement.prepared": () => m.agreements_did_prepared(),
  "agreement.signed": () => m.agreements_did_signed(),
  "agreement.declined": () => m.agreements_did_declined(),
  "agreement.withdrawn": () => m.agreements_did_withdrawn(),
  "agreement.expired": () => m.agreements_did_expired(),
  "agreement.superseded": () => m.agreements_did_superseded(),
  "agreement.cancelled": () => m.agreements_did_cancelled(),
  "agreement.sealed": () => m.agreements_did_sealed(),
  "agreement.authority": () => m.agreements_did_authority(),
  "agreement.template-published": () => m.agreements_did_published(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const agreementsAuditGroups = {
  agreement: () => m.agreements_group(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    agreements: keyof typeof agreementsAudit;
  }
}
