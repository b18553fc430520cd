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

/** How Stripe answered the try to charge. */
export type PayAnswer =
  { kind: "accepted" } | { kind: "declined"; code: string } | { kind: "refused"; code: string };

/** What is known of one top-up attempt while it is worked on. */
export type Situation = {
  collection: "charge" | "invoice";
  /** The attempt waits for a person: no worker charges it. */
  waits: boolean;
  /** What the client's settings allow now: charging, only handing over the invoice (suspended, or an invoice is wanted), nothing (turned off, or not needed any more). */
  permission: "charge" | "send-invoice" | "stop";
  /** Declines in a row before this try. */
  failures: number;
  /** A payment of this try was accepted and waits for a bank: a failure that shows is this try's. */
  parked: boolean;
  /** Whoever claimed the attempt acts, unless it waits for a person; others only bring news. */
  hasClaim: boolean;
  invoice: InvoiceTruth | "none" | "unseen";
  answer: PayAnswer | null;
};

/** What to do next. The first six are calls to Stripe, the others write down how it ended. */
export type Step =
  | { do: "look" }
  | { do: "create" }
  | { do: "item" }
  | { do: "finalize" }
  | { do: "pay" }
  | { do: "withdraw" }
  | { do: "credit" }
  | { do: "park" }
  | { do: "ask-person"; code: string }
  | { do: "retry"; afterHours: number; code: string }
  | { do: "suspend"; code: string }
  | { do: "send-invoice" }
  | { do: "close"; code: string }
  | { do: "rest" };

/** Hours until a declined top-up is tried again: after the first decline, after the second. The third stops it. */
export const backOffHours = [1, 24] as const;

// The bank will not change its mind, or the permission is gone: trying again would only annoy.
const hard = new Set([
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
const needsPerson = new Set(["authentication_required", "invoice_payment_intent_requires_action"]);

/** Why an attempt ends that nobody wants any more. */
export const notWanted = "not wanted any more";

/** Decides the next step of a top-up from what is known: the one road of the worker, of webhooks and of reconciling. */
export function nextStep(at: Situation): Step {
  if (at.invoice === "unseen") return { do: "look" };
  if (at.invoice === "none")
    return !at.hasClaim
      ? { do: "rest" }
      : at.permission === "stop"
        ? { do: "close", code: notWanted }
        : { do: "create" };
  // Withdrawn or written off while a bank still decides: the money may come all the same.
  if (
    (at.invoice.status === "void" || at.invoice.status === "uncollectible") &&
    at.invoice.payment.status === "processing"
  )
    return { do: "park" };
  switch (at.invoice.status) {
    case "paid":
      return { do: "credit" };
    case "void":
      return { do: "close", code: at.permission === "stop" ? notWanted : "voided" };
    case "uncollectible":
      return { do: "close", code: "uncollectible" };
    case "draft":
      return !at.hasClaim
        ? { do: "rest" }
        : at.permission === "stop"
          ? { do: "close", code: notWanted }
          : at.invoice.lines === 0
            ? { do: "item" }
            : { do: "finalize" };
    case "open":
      return ofOpen(at, at.invoice);
  }
}

function ofOpen(at: Situation, invoice: InvoiceTruth): Step {
  const { payment } = invoice;
  if (payment.status === "processing") return { do: "park" };
  if (!invoice.fits || (at.permission === "stop" && !at.waits))
    return at.hasClaim ? { do: "withdraw" } : { do: "rest" };
  if (at.waits) return { do: "rest" };
  if (at.collection === "invoice") return at.hasClaim ? { do: "send-invoice" } : { do: "rest" };
  if (payment.status === "requires_action") return { do: "ask-person", code: "authentication_required" };
  if (at.answer?.kind === "refused") return { do: "suspend", code: at.answer.code };
  if (at.answer?.kind === "declined") return afterDecline(at.failures, at.answer.code);
  if (payment.status === "failed" && (at.parked || at.answer?.kind === "accepted"))
    return afterDecline(at.failures, payment.code ?? "declined");
  if (!at.hasClaim || at.answer !== null) return { do: "rest" };
  return at.permission === "charge" ? { do: "pay" } : { do: "send-invoice" };
}

function afterDecline(failures: number, code: string): Step {
  if (needsPerson.has(code)) return { do: "ask-person", code };
  const afterHours = backOffHours[failures];
  return hard.has(code) || afterHours === undefined
    ? { do: "suspend", code }
    : { do: "retry", afterHours, code };
}
