import type { StripeFault } from "#app/billing/check-stripe.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { MailRefusal } from "#app/platform/mail/mailer.server.ts";

const faults: Record<MailRefusal | StripeFault, () => string> = {
  "mail-unreachable": m.conn_mail_unreachable,
  "mail-sign-in": m.conn_mail_sign_in,
  "mail-address": m.conn_mail_address,
  "mail-refused": m.conn_mail_refused,
  "stripe-key": m.conn_stripe_key,
  "stripe-rights": m.conn_stripe_rights,
  "stripe-unreachable": m.conn_stripe_unreachable,
  "stripe-busy": m.conn_stripe_busy,
  "stripe-refused": m.conn_stripe_refused,
  "stripe-no-charges": m.conn_fault_no_charges,
  "stripe-no-endpoint": m.conn_fault_endpoint,
  "stripe-endpoint-off": m.conn_stripe_endpoint_off,
  "stripe-endpoint-lacks": m.conn_fault_endpoint,
  "stripe-secret": m.conn_stripe_secret_not,
};

const isFault = (fault: string): fault is MailRefusal | StripeFault => Object.hasOwn(faults, fault);

/** What is wrong with a connection, and what to do; empty for a fault that a later version named. */
export function faultWords(fault: string): string {
  return isFault(fault) ? faults[fault]() : "";
}
