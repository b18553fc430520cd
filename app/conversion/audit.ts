import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What conversion writes to the audit log, in words. */
export const conversionAudit = {
  "proposal.made": () => m.conversion_did_made(),
  "proposal.changed": () => m.conversion_did_changed(),
  "proposal.sent": () => m.conversion_did_sent(),
  "proposal.margin-approved": () => m.conversion_did_approved(),
  "proposal.approval-asked": () => m.conversion_did_approval_asked(),
  "proposal.approval-refused": () => m.conversion_did_approval_refused(),
  "proposal.withdrawn": () => m.conversion_did_withdrawn(),
  "proposal.accepted": () => m.conversion_did_accepted(),
  "proposal.reconsidered": () => m.conversion_did_reconsidered(),
  "proposal.reopened": () => m.conversion_did_reopened(),
  "proposal.declined": () => m.conversion_did_declined(),
  "proposal.asked": () => m.conversion_did_asked(),
  "proposal.answered": () => m.conversion_did_answered(),
  "proposal.signed": () => m.conversion_did_signed(),
  "proposal.cancelled": () => m.conversion_did_cancelled(),
  "proposal.activated": () => m.conversion_did_activated(),
  "readiness.confirmed": () => m.conversion_did_ready(),
  "readiness.taken-back": () => m.conversion_did_unready(),
  "radar.set": () => m.conversion_did_radar(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const conversionAuditGroups = {
  proposal: () => m.conversion_group(),
  readiness: () => m.conversion_group_readiness(),
  radar: () => m.conversion_radar_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    conversion: keyof typeof conversionAudit;
  }
}
