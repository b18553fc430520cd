import type { JsonObject } from "#test/emulator/json.ts";
import { num, orNull, str } from "#test/emulator/json.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { invalid, refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** The handlers of refunds. */
export const refunds: Record<string, Handler> = {
  "refunds.create": create,
  "refunds.retrieve": (world, { ids }) => world.store.find("refund", ids[0]),
  "refunds.list": (world, { params }) =>
    listPage(
      matching(world.store.all("refund"), params, ["charge", "payment_intent"]),
      params,
      "/v1/refunds",
    ),
};

/** Pays a charge back, in whole or in part, never more than remains. */
export function refundCharge(world: World, charge: JsonObject, options: JsonObject): JsonObject {
  const remaining = num(charge["amount"]) - num(charge["amount_refunded"]);
  if (charge["status"] !== "succeeded") {
    throw refused("charge_not_refundable", "This charge has not succeeded, so it can't be refunded.");
  }
  if (charge["disputed"] === true && !isRefundable(world, charge)) {
    throw refused("charge_disputed", "Charge has been disputed and can't be refunded.");
  }
  if (remaining <= 0)
    throw refused("charge_already_refunded", `Charge ${str(charge["id"])} has already been refunded.`);
  const amount = options["amount"] === undefined ? remaining : num(options["amount"]);
  if (amount < 1)
    throw invalid("amount", "This value must be greater than or equal to 1.", "parameter_invalid_integer");
  if (amount > remaining) {
    throw invalid(
      "amount",
      `Refund amount (${String(amount)}) is greater than unrefunded amount on charge (${String(remaining)}).`,
      "amount_too_large",
    );
  }
  const before = { amount_refunded: charge["amount_refunded"] };
  charge["amount_refunded"] = num(charge["amount_refunded"]) + amount;
  charge["refunded"] = charge["amount_refunded"] === charge["amount"];
  const refund = world.create("refund", charge["id"] && str(charge["id"]).startsWith("py_") ? "pyr" : "re", {
    amount,
    charge: charge["id"],
    currency: charge["currency"],
    customer: charge["customer"],
    metadata: mergeMetadata({}, options["metadata"]),
    payment_intent: charge["payment_intent"],
    payment_method: charge["payment_method"],
    reason: orNull(options["reason"]),
    status: world.store.slowRefunds ? "pending" : "succeeded",
  });
  world.emit("refund.created", refund);
  world.emit("charge.refunded", charge, before);
  return refund;
}

/** Lets a refund that is on its way arrive. */
export function settleRefund(world: World, refund: JsonObject): JsonObject {
  refund["status"] = "succeeded";
  world.emit("refund.updated", refund, { status: "pending" });
  return refund;
}

/** Lets a refund bounce: the money stays with the merchant again. */
export function failRefund(world: World, refund: JsonObject): JsonObject {
  const charge = world.store.find("charge", refund["charge"]);
  charge["amount_refunded"] = num(charge["amount_refunded"]) - num(refund["amount"]);
  charge["refunded"] = false;
  Object.assign(refund, { status: "failed", failure_reason: "expired_or_canceled_card" });
  world.emit("refund.failed", refund, { status: "succeeded" });
  return refund;
}

function isRefundable(world: World, charge: JsonObject): boolean {
  const open = world.store.all("dispute").filter((one) => one["charge"] === charge["id"]);
  return open.every((one) => one["is_charge_refundable"] === true || one["status"] === "won");
}

function create(world: World, { params }: Call): JsonObject {
  return refundCharge(world, chargeToRefund(world, params), params);
}

function chargeToRefund(world: World, params: JsonObject): JsonObject {
  if (params["charge"] !== undefined) return world.store.find("charge", params["charge"], "charge");
  if (params["payment_intent"] === undefined) {
    throw invalid(
      "payment_intent",
      "One of the following params should be provided for this request: payment_intent or charge.",
      "parameter_missing",
    );
  }
  const intent = world.store.find("payment_intent", params["payment_intent"], "payment_intent");
  const charge = world.store.peek("charge", intent["latest_charge"]);
  if (charge?.["status"] === "succeeded") return charge;
  throw refused(
    "payment_intent_unexpected_state",
    "This PaymentIntent does not have a successful charge to refund.",
  );
}
