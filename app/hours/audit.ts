import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What hours writes to the audit log, in words. */
export const hoursAudit = {
  "time.posted": () => m.identity_did_time_posted(),
  "time.corrected": () => m.identity_did_time_corrected(),
  "time.deleted": () => m.identity_did_time_deleted(),
  "time.waiting": () => m.approval_did_wait(),
  "time.approved": () => m.approval_did_approve(),
  "time.rejected": () => m.approval_did_reject(),
  "time.withdrawn": () => m.approval_did_withdraw(),
  "time.redrafted": () => m.approval_did_redraft(),
  "query.asked": () => m.query_did_ask(),
  "query.answered": () => m.query_did_answer(),
  "query.accepted": () => m.query_did_accept(),
  "query.upheld": () => m.query_did_uphold(),
  "query.withdrawn": () => m.query_did_withdraw(),
  "client.time-configured": () => m.approval_did_configure(),
  "statement.issued": () => m.statement_did_issued(),
  "statement.letter-on": () => m.statement_did_letter_on(),
  "statement.letter-off": () => m.statement_did_letter_off(),
  "hours.frozen": () => m.identity_did_hours_frozen(),
  "hours.thawed": () => m.manage_did_thawed(),
  "hours.given": () => m.manage_did_given(),
  "hours.taken": () => m.manage_did_taken(),
  "hours.moved-away": () => m.manage_did_moved_away(),
  "hours.moved-here": () => m.manage_did_moved_here(),
  "hours.extended": () => m.manage_did_extended(),
  "hours.monthly-set": () => m.manage_did_monthly_set(),
  "hours.month-given": () => m.manage_did_month_given(),
  "hours.imported": () => m.manage_did_imported(),
  "hours.file-imported": () => m.manage_did_file_imported(),
  "hours.alert-set": () => m.manage_did_alert_set(),
  "hours.alert-removed": () => m.manage_did_alert_removed(),
  "hours.watched": () => m.manage_did_watched(),
  "hours.unwatched": () => m.manage_did_unwatched(),
  "client.hours-configured": () => m.identity_did_hours_configured(),
  "work-type.created": () => m.identity_did_work_type_created(),
  "work-type.changed": () => m.identity_did_work_type_changed(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const hoursAuditGroups = {
  time: () => m.identity_group_time(),
  query: () => m.query_group(),
  hours: () => m.identity_group_hours(),
  statement: () => m.statement_did_group(),
  "work-type": () => m.identity_group_work_type(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    hours: keyof typeof hoursAudit;
  }
}
