import { m } from "#app/platform/generated/i18n/messages.js";

import { detailName, detailValue, type DetailValue } from "./audit-details.ts";
import { taskWord } from "./audit-values.ts";
import { roleWord } from "./words.ts";

const groups: Record<string, (() => string) | undefined> = {
  session: () => m.identity_group_session(),
  access: () => m.identity_group_access(),
  password: () => m.identity_group_password(),
  "second-factor": () => m.identity_group_second_factor(),
  "backup-codes": () => m.identity_group_backup_codes(),
  invitation: () => m.identity_group_invitation(),
  person: () => m.identity_group_person(),
  profile: () => m.identity_group_profile(),
  order: () => m.identity_group_order(),
  time: () => m.identity_group_time(),
  topup: () => m.topup_group_topup(),
  method: () => m.topup_group_method(),
  query: () => m.query_group(),
  request: () => m.identity_group_request(),
  calendar: () => m.queue_hours_title(),
  "canned-answer": () => m.queue_answers(),
  client: () => m.identity_group_client(),
  hours: () => m.identity_group_hours(),
  statement: () => m.statement_did_group(),
  msp: () => m.identity_group_msp(),
  "work-type": () => m.identity_group_work_type(),
  contract: () => m.identity_group_contract(),
  "hour-block": () => m.identity_group_hour_block(),
  "billing-details": () => m.identity_group_billing_details(),
  task: () => m.refund_group_task(),
  job: () => m.audit_group_job(),
  employee: () => m.people_group_employee(),
  seat: () => m.people_group_seat(),
  device: () => m.people_group_device(),
  licence: () => m.people_group_licence(),
  right: () => m.people_group_right(),
  roster: () => m.people_group_roster(),
};

const actions: Record<string, (() => string) | undefined> = {
  "session.started": () => m.identity_did_sign_in(),
  "session.refused": () => m.identity_did_sign_in_refused(),
  "session.ended": () => m.identity_did_sign_out(),
  "session.others-ended": () => m.identity_did_end_others(),
  "session.confirmed": () => m.identity_did_confirm(),
  "session.confirm-refused": () => m.identity_did_confirm_refused(),
  "access.refused": () => m.identity_did_access_refused(),
  "password.changed": () => m.identity_did_password(),
  "password.change-refused": () => m.identity_did_password_refused(),
  "password.reset-asked": () => m.identity_did_reset_asked(),
  "password.reset": () => m.identity_did_reset(),
  "second-factor.begun": () => m.identity_did_mfa_begun(),
  "second-factor.on": () => m.identity_did_mfa_on(),
  "second-factor.off": () => m.identity_did_mfa_off(),
  "second-factor.refused": () => m.identity_did_mfa_refused(),
  "backup-codes.renewed": () => m.identity_did_backup(),
  "invitation.sent": () => m.identity_did_invite(),
  "invitation.resent": () => m.identity_did_invite_again(),
  "invitation.revoked": () => m.identity_did_revoke(),
  "invitation.accepted": () => m.identity_did_accept(),
  "invitation.refused": () => m.identity_did_invite_refused(),
  "person.added": () => m.identity_did_add(),
  "person.ended": () => m.identity_did_end(),
  "person.role-changed": () => m.identity_did_role(),
  "person.change-refused": () => m.identity_did_change_refused(),
  "profile.changed": () => m.identity_did_profile(),
  "order.created": () => m.identity_did_order_created(),
  "order.asked-for": () => m.identity_did_order_asked(),
  "order.cancelled": () => m.identity_did_order_cancelled(),
  "order.expired": () => m.identity_did_order_expired(),
  "order.payment-on-its-way": () => m.identity_did_order_coming(),
  "order.payment-failed": () => m.identity_did_order_failed(),
  "order.payment-mismatch": () => m.identity_did_order_mismatch(),
  "order.paid": () => m.identity_did_order_paid(),
  "order.paid-twice": () => m.identity_did_order_paid_twice(),
  "method.setup-started": () => m.topup_did_method_started(),
  "method.saved": () => m.topup_did_method_saved(),
  "method.removed": () => m.topup_did_method_removed(),
  "method.ended": () => m.topup_did_method_ended(),
  "topup.chosen": () => m.topup_did_chosen(),
  "topup.stopped": () => m.topup_did_stopped(),
  "topup.resumed": () => m.topup_did_resumed(),
  "topup.closed": () => m.topup_did_closed(),
  "order.refund-asked": () => m.refund_did_refund_asked(),
  "order.refunded": () => m.refund_did_refunded(),
  "order.refund-failed": () => m.refund_did_refund_failed(),
  "order.refund-refused": () => m.refund_did_refund_refused(),
  "order.disputed": () => m.refund_did_disputed(),
  "order.dispute-closed": () => m.refund_did_dispute_closed(),
  "order.invoiced": () => m.refund_did_invoiced(),
  "order.part-paid": () => m.refund_did_part_paid(),
  "order.invoice-closed": () => m.refund_did_invoice_closed(),
  "order.invoice-voided": () => m.refund_did_invoice_voided(),
  "order.invoice-void-asked": () => m.refund_did_invoice_void_asked(),
  "order.paid-elsewhere-asked": () => m.refund_did_paid_elsewhere_asked(),
  "order.paid-elsewhere": () => m.refund_did_paid_elsewhere(),
  "order.invoice-differs": () => m.refund_did_invoice_differs(),
  "order.invoice-overdue": () => m.refund_did_invoice_overdue(),
  "client.credit-changed": () => m.refund_did_credit_changed(),
  "job.tried-again": () => m.audit_did_job_again(),
  "task.resolved": () => m.refund_did_task_resolved(),
  "billing-details.changed": () => m.identity_did_billing_details(),
  "hour-block.added": () => m.identity_did_block_added(),
  "hour-block.changed": () => m.identity_did_block_changed(),
  "hour-block.retired": () => m.identity_did_block_removed(),
  "hour-block.moved": () => m.identity_did_block_moved(),
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
  "hours.thawed": () => m.care_did_thawed(),
  "hours.given": () => m.care_did_given(),
  "hours.taken": () => m.care_did_taken(),
  "hours.moved-away": () => m.care_did_moved_away(),
  "hours.moved-here": () => m.care_did_moved_here(),
  "hours.extended": () => m.care_did_extended(),
  "hours.monthly-set": () => m.care_did_monthly_set(),
  "hours.month-given": () => m.care_did_month_given(),
  "hours.imported": () => m.care_did_imported(),
  "hours.file-imported": () => m.care_did_file_imported(),
  "hours.alert-set": () => m.care_did_alert_set(),
  "hours.alert-removed": () => m.care_did_alert_removed(),
  "hours.watched": () => m.care_did_watched(),
  "hours.unwatched": () => m.care_did_unwatched(),
  "client.hours-configured": () => m.identity_did_hours_configured(),
  "client.created": () => m.identity_did_client_created(),
  "client.changed": () => m.identity_did_client_changed(),
  "request.created": () => m.identity_did_request_created(),
  "request.moved": () => m.identity_did_request_moved(),
  "request.assigned": () => m.identity_did_request_assigned(),
  "request.taken": () => m.queue_did_taken(),
  "request.prioritised": () => m.queue_did_prioritised(),
  "request.snoozed": () => m.queue_did_snoozed(),
  "request.merged": () => m.queue_did_merged(),
  "request.commented": () => m.queue_did_commented(),
  "request.noted": () => m.queue_did_noted(),
  "calendar.changed": () => m.queue_did_calendar(),
  "canned-answer.saved": () => m.queue_did_canned(),
  "canned-answer.removed": () => m.queue_did_canned_removed(),
  "employee.added": () => m.people_did_added(),
  "employee.changed": () => m.people_did_changed(),
  "employee.leaving-set": () => m.people_did_leaving_set(),
  "employee.leaving-cleared": () => m.people_did_leaving_cleared(),
  "seat.given": () => m.people_did_seat_given(),
  "seat.ended": () => m.people_did_seat_ended(),
  "seat.closed": () => m.people_did_seat_closed(),
  "device.added": () => m.people_did_device_added(),
  "device.changed": () => m.people_did_device_changed(),
  "device.removed": () => m.people_did_device_removed(),
  "licence.assigned": () => m.people_did_licence_assigned(),
  "licence.released": () => m.people_did_licence_released(),
  "licence.pool-set": () => m.people_did_pool_set(),
  "licence.product-set": () => m.people_did_product_set(),
  "right.granted": () => m.people_did_right_granted(),
  "right.revoked": () => m.people_did_right_revoked(),
  "roster.attested": () => m.people_did_attested(),
  "msp.created": () => m.setup_did_msp_created(),
  "msp.setup-begun": () => m.setup_did_begun(),
  "msp.setup-done": () => m.setup_did_done(),
  "msp.brand-changed": () => m.brand_did_changed(),
  "msp.terms-changed": () => m.brand_did_terms_changed(),
  "msp.changed": () => m.identity_did_msp_changed(),
  "msp.mfa-required": () => m.identity_did_msp_mfa(),
  "work-type.created": () => m.identity_did_work_type_created(),
  "work-type.changed": () => m.identity_did_work_type_changed(),
  "contract.created": () => m.identity_did_contract_created(),
  "contract.changed": () => m.identity_did_contract_changed(),
  "contract.version-added": () => m.contracts_did_version(),
  "contract.version-withdrawn": () => m.contracts_did_withdrawn(),
  "contract.notice-given": () => m.contracts_did_notice(),
  "contract.month-closed": () => m.contracts_did_closed(),
  "contract.month-adjusted": () => m.contracts_did_adjusted(),
  "contract.adjustment-withdrawn": () => m.contracts_did_unadjusted(),
  "contract.invoice-asked": () => m.contracts_did_invoice_asked(),
  "contract.invoiced": () => m.contracts_did_invoiced(),
  "contract.invoice-paid": () => m.contracts_did_paid(),
  "contract.invoice-void": () => m.contracts_did_void(),
};

/** A kind of event in words; one that has none yet by its own name. */
export function groupWord(group: string): string {
  return groups[group]?.() ?? group;
}

/** An event in words; one that has none yet by its own name. */
export function actionWord(action: string): string {
  return actions[action]?.() ?? action;
}

const details: Record<string, (() => string) | undefined> = {
  "by password": () => m.identity_detail_password(),
  "by code": () => m.identity_detail_code(),
  "by backup-code": () => m.identity_detail_backup_code(),
  "by sign-out": () => m.identity_detail_sign_out(),
  "by list": () => m.identity_detail_list(),
  "by replaced": () => m.identity_detail_replaced(),
  "why wrong": () => m.identity_detail_wrong(),
  "why wrong-password": () => m.identity_password_wrong(),
  "why wrong-code": () => m.identity_detail_wrong_code(),
  "why locked": () => m.identity_detail_locked(),
  "why too-many": () => m.identity_detail_too_many(),
  "why locked-code": () => m.identity_detail_locked(),
  "why no-access": () => m.identity_detail_no_access(),
  "why own-access": () => m.identity_manage_own(),
  "why last-one": () => m.identity_manage_last(),
  "why not-allowed": () => m.identity_manage_not_allowed(),
};

// What only a machine looks up: it stands with the raw data.
const machines = new Set(["key", "import", "subject", "stripe"]);

/** One particular of an event in words: what it is called, and its value as people read it; nothing for a machine's number. */
export function detailWord(name: string, value: DetailValue): string {
  if (machines.has(name)) return "";
  const own = details[`${name} ${String(value)}`];
  if (own) return own();
  return name === "role" ? roleWord(String(value)) : `${detailName(name)}: ${detailValue(name, value)}`;
}

/** The kinds of events there are, for the filter. */
export function auditGroups(): string[] {
  return Object.keys(groups);
}

const targets: Record<string, ((number: string) => string) | undefined> = {
  order: (number) => m.audit_target_order({ number }),
  request: (number) => m.audit_target_request({ number }),
  statement: (number) => m.audit_target_statement({ number }),
  task: taskWord,
};

/** What an event was about in words; nothing where only a machine's number says it. */
export function targetWord(target: string): string {
  const [kind = "", number = ""] = target.split(/:(.*)/s);
  const word = targets[kind];
  if (word) return word(number);
  return /[0-9a-f]{8}-|_/.test(number) ? "" : number || target;
}
