import type { JsonObject } from "#test/emulator/json.ts";
import { copyOf, num, obj, str } from "#test/emulator/json.ts";
import { createCharge, outcome } from "#test/emulator/resources/charges.ts";
import { openDispute } from "#test/emulator/resources/disputes.ts";
import { isDelayed } from "#test/emulator/resources/method-types.ts";
import { attachMethod } from "#test/emulator/resources/payment-methods.ts";
import type { World } from "#test/emulator/world.ts";

/** How an attempt to pay ended. */
export type PayResult = "succeeded" | "processing" | "requires_action" | "declined";

/** What the payer or the caller decides about an attempt. */
type PayOptions = {
  offSession?: boolean;
  authenticated?: boolean;
  decline?: boolean;
  returnUrl?: string;
};

/** Tries to pay an intent with a method, and gives off the events of what happened. */
export function payIntent(
  world: World,
  intent: JsonObject,
  method: JsonObject,
  options: PayOptions = {},
): PayResult {
  const behaviour = str(world.store.notes(method["id"])["behaviour"]);
  intent["payment_method"] = method["id"];
  intent["last_payment_error"] = null;
  if (behaviour === "authentication" && !options.authenticated && !options.decline) {
    if (options.offSession) return decline(world, intent, method, "authentication_required");
    return demandAuthentication(world, intent, options.returnUrl);
  }
  if (options.decline || behaviour === "decline") return decline(world, intent, method, "generic_decline");
  keepMethod(world, intent, method);
  if (isDelayed(str(method["type"]))) return process(world, intent, method);
  const charge = createCharge(world, intent, method, "succeeded");
  succeed(world, intent, charge);
  if (behaviour === "dispute") openDispute(world, charge, {});
  return "succeeded";
}

/** Lets a delayed payment arrive or fail; false when the intent isn't waiting for one. */
export function settleIntent(world: World, intent: JsonObject, ok: boolean): boolean {
  if (intent["status"] !== "processing") return false;
  const charge = world.store.find("charge", intent["latest_charge"]);
  const amount = num(intent["amount"]);
  Object.assign(charge, {
    status: ok ? "succeeded" : "failed",
    paid: ok,
    amount_captured: ok ? amount : 0,
    outcome: outcome(ok ? "succeeded" : "failed"),
  });
  if (ok) {
    succeed(world, intent, charge);
    return true;
  }
  const method = world.store.find("payment_method", charge["payment_method"]);
  fail(
    world,
    intent,
    method,
    charge,
    "payment_intent_payment_attempt_failed",
    "The bank refused the direct debit.",
  );
  return true;
}

/** Moves an intent to the step where the payer must prove who they are. */
export function demandAuthentication(world: World, intent: JsonObject, returnUrl = ""): PayResult {
  intent["status"] = "requires_action";
  intent["next_action"] = {
    type: "redirect_to_url",
    redirect_to_url: {
      return_url: returnUrl === "" ? null : returnUrl,
      url: `${world.baseUrl}/3ds/${str(intent["id"])}`,
    },
  };
  world.emit("payment_intent.requires_action", intent);
  return "requires_action";
}

function succeed(world: World, intent: JsonObject, charge: JsonObject): void {
  Object.assign(intent, {
    status: "succeeded",
    amount_received: intent["amount"],
    latest_charge: charge["id"],
    next_action: null,
    processing: null,
  });
  world.emit("charge.succeeded", charge);
  world.emit("payment_intent.succeeded", intent);
}

function process(world: World, intent: JsonObject, method: JsonObject): PayResult {
  const charge = createCharge(world, intent, method, "pending");
  Object.assign(intent, { status: "processing", latest_charge: charge["id"], next_action: null });
  world.emit("payment_intent.processing", intent);
  world.emit("charge.pending", charge);
  return "processing";
}

function decline(world: World, intent: JsonObject, method: JsonObject, reason: string): PayResult {
  const charge = createCharge(world, intent, method, "failed");
  const authentication = reason === "authentication_required";
  const message = authentication
    ? "The card was declined: this transaction requires authentication."
    : "Your card was declined.";
  const code = authentication ? "authentication_required" : "card_declined";
  world.store.notes(intent["id"])["decline_code"] = reason;
  fail(world, intent, method, charge, code, message, reason);
  return "declined";
}

function fail(
  world: World,
  intent: JsonObject,
  method: JsonObject,
  charge: JsonObject,
  code: string,
  message: string,
  declineCode?: string,
): void {
  Object.assign(charge, { failure_code: code, failure_message: message });
  const error: JsonObject = {
    charge: charge["id"],
    code,
    message,
    payment_method: copyOf(method),
    type: "card_error",
  };
  if (declineCode) error["decline_code"] = declineCode;
  Object.assign(intent, {
    status: "requires_payment_method",
    latest_charge: charge["id"],
    last_payment_error: error,
    next_action: null,
    payment_method: null,
    processing: null,
  });
  world.emit("charge.failed", charge);
  world.emit("payment_intent.payment_failed", intent);
}

function keepMethod(world: World, intent: JsonObject, method: JsonObject): void {
  const customer = world.store.peek("customer", intent["customer"]);
  const reusable = ["card", "sepa_debit", "us_bank_account"].includes(str(method["type"]));
  if (customer && reusable && intent["setup_future_usage"] !== null) attachMethod(world, method, customer);
}

/** The error that Stripe answers with when an attempt through the API was declined. */
export function declineError(world: World, intent: JsonObject): JsonObject & { message: string } {
  const { code, message, decline_code, payment_method, charge } = obj(intent["last_payment_error"]);
  return {
    type: "card_error",
    code,
    decline_code,
    message: str(message),
    charge,
    payment_method,
    payment_intent: copyOf(intent),
    doc_url: "https://docs.stripe.com/error-codes",
    request_log_url: `${world.baseUrl}/_emu/log`,
  };
}
