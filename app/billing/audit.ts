import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What billing writes to the audit log, in words. */
export const billingAudit = {
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
  "task.resolved": () => m.refund_did_task_resolved(),
  "hour-block.added": () => m.identity_did_block_added(),
  "hour-block.changed": () => m.identity_did_block_changed(),
  "hour-block.retired": () => m.identity_did_block_removed(),
  "hour-block.moved": () => m.identity_did_block_moved(),
  "msp.terms-changed": () => m.brand_did_terms_changed(),
  "order.waits-for-signature": () => m.agreements_did_order_waits(),
  "contract.credit-asked": () => m.monthly_did_credit(),
  "contract.invoice-void-asked": () => m.monthly_did_void(),
  "contract.invoice-paid-elsewhere": () => m.monthly_did_paid_elsewhere(),
  "contract.invoice-overdue": () => m.monthly_did_overdue(),
  "contract.invoice-not-collected": () => m.monthly_did_not_collect(),
  "contract.invoice-disputed": () => m.monthly_did_dispute(),
  "contract.payment-changed": () => m.billing_did_contract_payment(),
  "contract.invoice-asked": () => m.contracts_did_invoice_asked(),
  "contract.invoiced": () => m.contracts_did_invoiced(),
  "contract.invoice-paid": () => m.contracts_did_paid(),
  "contract.invoice-void": () => m.contracts_did_void(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const billingAuditGroups = {
  order: () => m.identity_group_order(),
  topup: () => m.topup_group_topup(),
  method: () => m.topup_group_method(),
  "hour-block": () => m.identity_group_hour_block(),
  task: () => m.refund_group_task(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    billing: keyof typeof billingAudit;
  }
}
