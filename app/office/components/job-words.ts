import { m } from "#app/platform/generated/i18n/messages.js";

const words: Record<string, (() => string) | undefined> = {
  "mail.send-letter": () => m.desk_job_mail_send_letter(),
  "billing.process-event": () => m.desk_job_billing_process_event(),
  "billing.open-checkout": () => m.desk_job_billing_open_checkout(),
  "billing.sync-order": () => m.desk_job_billing_sync_order(),
  "billing.reconcile-orders": () => m.desk_job_billing_reconcile_orders(),
  "billing.topup-run": () => m.desk_job_billing_topup_run(),
  "billing.sweep-topups": () => m.desk_job_billing_sweep_topups(),
  "billing.detach-method": () => m.desk_job_billing_detach_method(),
  "billing.warn-of-expiry": () => m.desk_job_billing_warn_of_expiry(),
  "billing.issue-invoice": () => m.desk_job_billing_issue_invoice(),
  "billing.remind-of-invoices": () => m.desk_job_billing_remind_of_invoices(),
  "billing.sync-payment": () => m.desk_job_billing_sync_payment(),
  "billing.send-refund": () => m.desk_job_billing_send_refund(),
  "billing.invoice-overages": () => m.desk_job_billing_invoice_overages(),
  "billing.reconcile-payments": () => m.desk_job_billing_reconcile_payments(),
  "billing.show-vat-review": () => m.desk_job_billing_show_vat_review(),
  "billing.issue-month": () => m.desk_job_billing_issue_month(),
  "billing.issue-waiting": () => m.desk_job_billing_issue_waiting(),
  "billing.notice-given": () => m.desk_job_billing_notice_given(),
  "hours.notice-approvals": () => m.desk_job_hours_notice_approvals(),
  "hours.expire": () => m.desk_job_hours_expire(),
  "hours.check-ledger": () => m.desk_job_hours_check_ledger(),
  "hours.check-whole-ledger": () => m.desk_job_hours_check_ledger(),
  "hours.look-at-balance": () => m.desk_job_hours_look_at_balance(),
  "hours.warn-of-expiry": () => m.desk_job_hours_warn_of_expiry(),
  "hours.grant-month": () => m.desk_job_hours_grant_month(),
  "hours.send-statements": () => m.desk_job_hours_send_statements(),
  "identity.send-reset": () => m.desk_job_identity_send_reset(),
  "identity.notice-lock": () => m.desk_job_identity_tell_of_lock(),
  "identity.sweep": () => m.desk_job_identity_sweep(),
  "identity.prove-audit": () => m.desk_job_identity_prove_audit(),
  "office.end-client": () => m.desk_job_office_end_client(),
  "office.end-due-clients": () => m.desk_job_office_end_due(),
};

/** What a job does, in words; one that has none yet by its own name. */
export function jobWord(job: string): string {
  return words[job]?.() ?? job;
}
