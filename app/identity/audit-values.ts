import { m } from "#app/platform/generated/i18n/messages.js";

import { termsWords } from "./terms-words.ts";
import { passwordWords, roleWord } from "./words.ts";

type Words = Record<string, (() => string) | undefined>;

const approval: Words = {
  none: () => m.approval_setting_none(),
  lead: () => m.approval_setting_lead(),
  client: () => m.approval_setting_client(),
};

const payment: Words = {
  card: () => m.billing_method_card(),
  ideal: () => m.billing_method_ideal(),
  bancontact: () => m.billing_method_bancontact(),
  sepa_debit: () => m.billing_method_sepa_debit(),
  us_bank_account: () => m.topup_method_us_bank(),
  bank_transfer: () => m.refund_method_bank_transfer(),
  customer_balance: () => m.refund_method_bank_transfer(),
};

const requestState: Words = {
  new: () => m.desk_state_new(),
  in_progress: () => m.desk_state_in_progress(),
  waiting: () => m.desk_state_waiting(),
  done: () => m.desk_state_done(),
};

const part: Words = {
  currency: () => m.billing_part_currency(),
  total: () => m.billing_part_total(),
  vat: () => m.billing_part_vat(),
  name: () => m.billing_part_name(),
  address: () => m.billing_part_address(),
  "vat-number": () => m.billing_part_vat_number(),
  "reverse-charge": () => m.billing_part_reverse_charge(),
  amount: () => m.billing_part_amount(),
  customer: () => m.billing_part_customer(),
};

const why: Words = {
  ...passwordWords,
  required: () => m.audit_value_required(),
  dispute: () => m.refund_did_disputed(),
  "paid by hand": () => m.audit_value_paid(),
  "invoice paid": () => m.audit_value_paid(),
  "another method": () => m.audit_value_other_method(),
  "no-agreement": () => m.audit_value_no_agreement(),
  "price-changed": () => m.audit_value_price_changed(),
  "block-gone": () => m.audit_value_block_gone(),
  "details-missing": () => m.audit_value_details_missing(),
  "no-method": () => m.topup_staff_no_method(),
  "vat-held": () => m.audit_value_vat_held(),
  stopped: () => m.audit_value_stopped(),
  "by-client": () => m.audit_value_by_client(),
  replaced: () => m.audit_value_replaced(),
  detached: () => m.audit_value_detached(),
  "mandate-ended": () => m.audit_value_mandate_ended(),
  "not-wanted": () => m.audit_value_not_wanted(),
  // As it was recorded before it became a code.
  "not wanted any more": () => m.audit_value_not_wanted(),
  voided: () => m.audit_value_void(),
  uncollectible: () => m.audit_value_uncollectible(),
};

/** What each particular's codes mean, by the particular's name. What people wrote has no entry. */
const values: Record<string, Words | undefined> = {
  vatKind: {
    standard: () => m.audit_value_vat_charged(),
    reverse_charge: () => m.billing_vat_reverse_charge(),
    outside_eu: () => m.billing_vat_outside_eu(),
    small_business: () => m.billing_vat_small_business(),
  },
  origin: {
    checkout: () => m.audit_value_checkout(),
    auto_topup: () => m.topup_title(),
    topup_invoice: () => m.audit_value_topup_invoice(),
    bank_invoice: () => m.audit_value_bank_invoice(),
    overage_invoice: () => m.audit_value_overage(),
  },
  from: requestState,
  to: requestState,
  mode: {
    off: () => m.topup_mode_off(),
    warn: () => m.topup_mode_warn(),
    invoice: () => m.topup_mode_invoice(),
    charge: () => m.topup_mode_charge(),
  },
  overagePolicy: {
    cover_next: () => m.desk_overage_cover_next(),
    invoice: () => m.desk_overage_invoice(),
    refuse: () => m.desk_overage_refuse(),
  },
  hours: {
    keep: () => m.office_end_keep(),
    lapse: () => m.office_end_lapse(),
    refund: () => m.office_end_refund(),
  },
  approval,
  awaits: approval,
  kind: {
    minutes: () => m.manage_kind_minutes(),
    percent: () => m.manage_kind_percent(),
    account: () => m.manage_kind_account(),
    prepaid: () => m.desk_kind_prepaid(),
    managed: () => m.desk_kind_managed(),
    inventory: () => m.conversion_ready_inventory(),
    supported: () => m.conversion_ready_supported(),
    patches: () => m.conversion_ready_patches(),
    warranty: () => m.conversion_ready_warranty(),
    backup: () => m.conversion_ready_backup(),
    mfa: () => m.conversion_ready_mfa(),
    endpoint: () => m.conversion_ready_endpoint(),
    "vat-number": () => m.setup_todo_vat(),
    "bank-account": () => m.setup_todo_bank(),
    logo: () => m.setup_todo_logo(),
    colleague: () => m.setup_todo_colleague(),
    contact: () => m.conversion_ready_contact(),
    people: () => m.people_import_kind_people(),
    seats: () => m.people_import_kind_seats(),
    licences: () => m.people_import_kind_licences(),
    assignments: () => m.people_import_kind_assignments(),
    devices: () => m.people_import_kind_devices(),
  },
  type: payment,
  by: payment,
  method: { ...payment, GET: () => m.audit_value_view(), POST: () => m.audit_value_change() },
  state: {
    done: () => m.automation_state_done(),
    failed: () => m.automation_state_failed(),
    open: () => m.topup_state_invoice(),
    paid: () => m.billing_state_paid(),
    void: () => m.audit_value_void(),
    uncollectible: () => m.audit_value_uncollectible(),
    needs_response: () => m.refund_row_dispute_open(),
    under_review: () => m.refund_row_dispute_open(),
    won: () => m.refund_row_dispute_won(),
    lost: () => m.refund_row_dispute_lost(),
    warning_needs_response: () => m.refund_row_dispute_asked(),
    warning_under_review: () => m.refund_row_dispute_asked(),
    warning_closed: () => m.refund_row_dispute_closed(),
  },
  why,
  reason: {
    ...why,
    "mismatch-refunded": () => m.billing_order_mismatch_refunded_title(),
    insufficient_funds: () => m.audit_value_insufficient_funds(),
    card_declined: () => m.audit_value_declined(),
    generic_decline: () => m.audit_value_declined(),
    declined: () => m.audit_value_declined(),
    expired_card: () => m.audit_value_expired_card(),
    authentication_required: () => m.topup_state_action(),
    expired_or_canceled_card: () => m.audit_value_expired_card(),
  },
  mismatch: part,
  differs: part,
};

const versions: Record<string, ((version: string) => string) | undefined> = {
  terms: termsWords,
  mandate: (version) => m.topup_mandate_version({ version }),
};

const job = /^(billing|hours|identity|mail)\.[a-z-]+$/;
const code = /^[a-z0-9]+(_[a-z0-9]+)+$/;

/** A code of a particular, or a role, in words; what people wrote stays; a code without words is called one. */
export function valueWord(name: string, value: string): string {
  const known = values[name]?.[value] ?? undefined;
  if (known) return known();
  const version = versions[name];
  if (version) return version(value);
  if (name === "kind" && job.test(value)) return m.audit_value_code({ code: value });
  const role = roleWord(value);
  return role === value && code.test(value) ? m.audit_value_code({ code: value }) : role;
}

const tasks: Words = {
  "refund-failed": () => m.refund_did_refund_failed(),
  "refund-refused": () => m.refund_did_refund_refused(),
  dispute: () => m.refund_did_disputed(),
  "invoice-overdue": () => m.refund_did_invoice_overdue(),
  "void-part-paid": () => m.audit_value_void_part_paid(),
  "paid-twice": () => m.identity_did_order_paid_twice(),
  "overage-waits": () => m.audit_value_overage_waits(),
  "payment-differs": () => m.identity_did_order_mismatch(),
  "invoice-differs": () => m.refund_did_invoice_differs(),
  "order-total-differs": () => m.audit_value_total_differs(),
};

/** What a resolved task was about; kinds without words of their own come from the comparison with Stripe. */
export function taskWord(kind: string): string {
  return tasks[kind]?.() ?? m.audit_value_stripe_differs();
}
