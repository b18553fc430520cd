/** What Stripe says of the latest payment of an invoice, in our words; `code` is Stripe's for a failure. */
export type InvoicePayment = {
  status: "none" | "processing" | "requires_action" | "failed";
  code: string | null;
};

/** What Stripe says now of a top-up's invoice. `fits`: currency, total and customer are those of the order. */
export type InvoiceTruth = {
  id: string;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  lines: number;
  fits: boolean;
  payment: InvoicePayment;
};

/** How Stripe answered the try to charge. `declined`: by the bank; `invalid`: Stripe rejects the call itself. */
export type PayAnswer =
  { kind: "accepted" } | { kind: "declined"; code: string } | { kind: "invalid"; code: string };

/** What is known of one top-up attempt while it is worked on. */
export type Situation = {
  collection: "charge" | "invoice";
  /** The attempt waits for a person: no worker charges it. */
  waits: boolean;
  /** What the client's settings allow now: charging, no more than an open invoice (suspended, or an invoice is wanted), nothing (turned off, or not needed any more). */
  permission: "charge" | "invoice-only" | "nothing";
  /** Declines that were followed by a retry, and failed attempts, since the last success or resume. */
  failures: number;
  /** A payment of this try was accepted, and the bank has not decided yet: a failure that Stripe shows is this try's. */
  awaitsBank: boolean;
  /** True for the worker that claimed the attempt, unless it waits for a person; others change nothing at Stripe. */
  mayChangeStripe: boolean;
  invoice: InvoiceTruth | "none" | "unseen";
  answer: PayAnswer | null;
};

/** What to do next. The first six are calls to Stripe, the others write down how it ended. `send-invoice`: the client wants invoices; `leave-open`: the invoice of a charge that may no longer be charged waits for a person; `leave`: nothing is to be done now. */
export type Step =
  | { do: "read" }
  | { do: "create" }
  | { do: "add-line" }
  | { do: "finalize" }
  | { do: "pay" }
  | { do: "withdraw" }
  | { do: "credit" }
  | { do: "await-bank" }
  | { do: "ask-person"; code: string }
  | { do: "retry"; afterHours: number; code: string }
  | { do: "suspend"; code: string }
  | { do: "send-invoice" }
  | { do: "leave-open" }
  | { do: "close"; code: string }
  | { do: "leave" };

/** Hours until a declined top-up is tried again: after the first decline, after the second. The third stops it. */
export const backOffHours = [1, 24] as const;

// Declines for good: the bank would answer the same again, or the permission to charge is gone.
const finalDeclines = new Set([
  "expired_card",
  "lost_card",
  "stolen_card",
  "pickup_card",
  "restricted_card",
  "fraudulent",
  "do_not_try_again",
  "invalid_account",
  "account_closed",
  "no_account",
  "card_not_supported",
  "currency_not_supported",
  "revocation_of_authorization",
  "revocation_of_all_authorizations",
  "stop_payment_order",
  "debit_not_authorized",
  "mandate_invalid",
  "payment_method_not_attached",
  "payment_method_unusable",
  "resource_missing",
]);
const declinesForPerson = new Set(["authentication_required", "invoice_payment_intent_requires_action"]);

/** The code of an attempt that ends because no top-up is wanted or needed any more. */
export const notWanted = "not-wanted";

/** Decides the next step of a top-up from what is known; worker, webhooks and reconciling all ask here. */
export function nextStep(situation: Situation): Step {
  if (situation.invoice === "unseen") return { do: "read" };
  if (situation.invoice === "none")
    return !situation.mayChangeStripe
      ? { do: "leave" }
      : situation.permission === "nothing"
        ? { do: "close", code: notWanted }
        : { do: "create" };
  // Withdrawn or written off while a bank still decides: the money may come all the same.
  if (
    (situation.invoice.status === "void" || situation.invoice.status === "uncollectible") &&
    situation.invoice.payment.status === "processing"
  )
    return { do: "await-bank" };
  switch (situation.invoice.status) {
    case "paid":
      return { do: "credit" };
    case "void":
      return { do: "close", code: situation.permission === "nothing" ? notWanted : "voided" };
    case "uncollectible":
      return { do: "close", code: "uncollectible" };
    case "draft":
      return !situation.mayChangeStripe
        ? { do: "leave" }
        : situation.permission === "nothing"
          ? { do: "close", code: notWanted }
          : situation.invoice.lines === 0
            ? { do: "add-line" }
            : { do: "finalize" };
    case "open":
      return stepForOpen(situation, situation.invoice);
  }
}

function stepForOpen(situation: Situation, invoice: InvoiceTruth): Step {
  const { payment } = invoice;
  if (payment.status === "processing") return { do: "await-bank" };
  if (!invoice.fits || (situation.permission === "nothing" && !situation.waits))
    return situation.mayChangeStripe ? { do: "withdraw" } : { do: "leave" };
  if (situation.waits) return { do: "leave" };
  if (situation.collection === "invoice")
    return situation.mayChangeStripe ? { do: "send-invoice" } : { do: "leave" };
  if (payment.status === "requires_action") return { do: "ask-person", code: "authentication_required" };
  if (situation.answer?.kind === "invalid") return { do: "suspend", code: situation.answer.code };
  if (situation.answer?.kind === "declined") return afterDecline(situation.failures, situation.answer.code);
  if (payment.status === "failed" && (situation.awaitsBank || situation.answer?.kind === "accepted"))
    return afterDecline(situation.failures, payment.code ?? "declined");
  if (!situation.mayChangeStripe || situation.answer !== null) return { do: "leave" };
  return situation.permission === "charge" ? { do: "pay" } : { do: "leave-open" };
}

function afterDecline(failures: number, code: string): Step {
  if (declinesForPerson.has(code)) return { do: "ask-person", code };
  const afterHours = backOffHours[failures];
  return finalDeclines.has(code) || afterHours === undefined
    ? { do: "suspend", code }
    : { do: "retry", afterHours, code };
}
