import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What desk writes to the audit log, in words. */
export const deskAudit = {
  "request.change-asked": () => m.change_audit_asked(),
  "request.change-written-down": () => m.change_audit_written_down(),
  "request.approved": () => m.change_audit_approved(),
  "request.refused": () => m.change_audit_refused(),
  "request.expired": () => m.change_audit_expired(),
  "request.took-effect": () => m.change_audit_took_effect(),
  "request.automation-called": () => m.automation_did_call(),
  "request.automation-answered": () => m.automation_did_answer(),
  "request.automation-ended": () => m.automation_did_end(),
  "request.automation-taken-over": () => m.automation_did_take_over(),
  "request.effect-refused": () => m.change_audit_effect_refused(),
  "request.line-reopened": () => m.change_audit_line_reopened(),
  "person.budget-set": () => m.change_audit_budget(),
  "person.stand-in-set": () => m.change_audit_stand_in(),
  "catalogue.draft-saved": () => m.change_audit_draft(),
  "catalogue.published": () => m.change_audit_published(),
  "catalogue.retired": () => m.change_audit_retired(),
  "catalogue.restored": () => m.change_audit_restored(),
  "catalogue.approval-days-set": () => m.change_audit_days(),
  "catalogue.moved": () => m.change_audit_moved(),
  "catalogue.offered": () => m.change_audit_offered(),
  "calendar.changed": () => m.queue_did_calendar(),
  "canned-answer.saved": () => m.queue_did_canned(),
  "canned-answer.removed": () => m.queue_did_canned_removed(),
  "guide.saved": () => m.guide_did_saved(),
  "guide.published": () => m.guide_did_published(),
  "guide.withdrawn": () => m.guide_did_withdrawn(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const deskAuditGroups = {
  calendar: () => m.queue_hours_title(),
  "canned-answer": () => m.queue_answers(),
  catalogue: () => m.change_editor_title(),
  guide: () => m.guide_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    desk: keyof typeof deskAudit;
  }
}
