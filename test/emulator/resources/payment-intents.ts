import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { copyOf, num, orNull, str } from "#test/emulator/json.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { fitsCurrency, methodTypes } from "#test/emulator/resources/method-types.ts";
import { declineError, payIntent } from "#test/emulator/resources/pay.ts";
import { findMethod } from "#test/emulator/resources/payment-methods.ts";
import { invalid, refused, StripeRefusal } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

const CONFIRM_ONLY = ["off_session", "mandate", "return_url", "error_on_requires_action", "mandate_data"];
const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];
const CANCELABLE = [...CONFIRMABLE, "requires_capture"];

/** The handlers of payment intents. */
export const paymentIntents: Record<string, Handler> = {
  "paymentIntents.create": create,
  "paymentIntents.retrieve": (world, { ids }) => world.store.find("payment_intent", ids[0]),
  "paymentIntents.confirm": (world, { ids, params }) => {
    const intent = world.store.find("payment_intent", ids[0]);
    return confirm(world, intent, params);
  },
  "paymentIntents.cancel": cancel,
  "paymentIntents.list": (world, { params }) =>
    listPage(
      matching(world.store.all("payment_intent"), params, ["customer"]),
      params,
      "/v1/payment_intents",
    ),
};

/** Makes an intent, unpaid, and tells of it. */
export function createIntent(world: World, fields: JsonObject): JsonObject {
  const id = freshId("pi");
  const intent = world.create("payment_intent", "pi", {
    id,
    capture_method: "automatic_async",
    client_secret: freshId(`${id}_secret`),
    confirmation_method: "automatic",
    status: "requires_payment_method",
    payment_method_options: {},
    ...fields,
  });
  world.emit("payment_intent.created", intent);
  return intent;
}

/** Refuses amounts that Stripe can't charge. */
function checkAmount(amount: number, param: string): void {
  if (amount < 1)
    throw invalid(param, "This value must be greater than or equal to 1.", "parameter_invalid_integer");
  if (amount < 50) throw invalid(param, "Amount must be at least 50 cents.", "amount_too_small");
  if (amount > 99_999_999)
    throw invalid(param, "Amount must be no more than 999,999.99.", "amount_too_large");
}

function create(world: World, { params }: Call): JsonObject {
  const currency = str(params["currency"]).toLowerCase();
  checkAmount(num(params["amount"]), "amount");
  refuseConfirmParams(params);
  if (params["customer"] !== undefined) findCustomer(world, params["customer"], "customer");
  const method = params["payment_method"] === undefined ? undefined : chosenMethod(world, params, currency);
  const intent = createIntent(world, {
    allowed_payment_method_types: orNull(params["allowed_payment_method_types"]),
    amount: params["amount"],
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    currency,
    customer: orNull(params["customer"]),
    description: orNull(params["description"]),
    metadata: mergeMetadata({}, params["metadata"]),
    payment_method: method ? method["id"] : null,
    payment_method_types: methodTypes(params, currency),
    receipt_email: orNull(params["receipt_email"]),
    setup_future_usage: orNull(params["setup_future_usage"]),
    status: method ? "requires_confirmation" : "requires_payment_method",
  });
  return params["confirm"] === true
    ? confirm(world, intent, { ...params, payment_method: method?.["id"] })
    : intent;
}

function refuseConfirmParams(params: JsonObject): void {
  if (params["confirm"] === true) return;
  const early = CONFIRM_ONLY.find((name) => params[name] !== undefined);
  if (early)
    throw invalid(early, `You may only specify \`${early}\` when \`confirm=true\`.`, "parameter_invalid");
}

function chosenMethod(world: World, params: JsonObject, currency: string): JsonObject {
  const method = findMethod(world, params["payment_method"]);
  const owner = method["customer"];
  if (owner !== null && owner !== params["customer"]) {
    throw invalid(
      "payment_method",
      "The PaymentMethod provided does not belong to the customer of this request.",
      "payment_method_customer_mismatch",
    );
  }
  if (!fitsCurrency(str(method["type"]), currency)) {
    throw invalid(
      "payment_method",
      `The payment method type ${str(method["type"])} can't be used with currency ${currency}.`,
      "payment_method_invalid_parameter",
    );
  }
  if (params["off_session"] !== undefined && params["off_session"] !== false && owner === null) {
    throw invalid(
      "payment_method",
      "The PaymentMethod isn't attached to a customer, so it can't be charged off-session.",
      "payment_intent_invalid_parameter",
    );
  }
  return method;
}

function confirm(world: World, intent: JsonObject, params: JsonObject): JsonObject {
  if (!CONFIRMABLE.includes(str(intent["status"]))) throw unexpectedState(intent, "confirm");
  const asked = params["payment_method"] ?? intent["payment_method"];
  if (!asked) {
    throw refused(
      "payment_intent_unexpected_state",
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      { payment_intent: copyOf(intent) },
    );
  }
  const currency = str(intent["currency"]);
  const method = chosenMethod(
    world,
    { ...params, payment_method: asked, customer: orNull(intent["customer"]) },
    currency,
  );
  const offSession = params["off_session"] !== undefined && params["off_session"] !== false;
  const result = payIntent(world, intent, method, { offSession, returnUrl: str(params["return_url"]) });
  if (result === "declined") throw new StripeRefusal(402, declineError(world, intent));
  return intent;
}

function cancel(world: World, { ids, params }: Call): JsonObject {
  const intent = world.store.find("payment_intent", ids[0]);
  if (!CANCELABLE.includes(str(intent["status"]))) throw unexpectedState(intent, "cancel");
  Object.assign(intent, {
    status: "canceled",
    canceled_at: world.now(),
    cancellation_reason: orNull(params["cancellation_reason"]),
    next_action: null,
  });
  world.emit("payment_intent.canceled", intent);
  return intent;
}

function unexpectedState(intent: JsonObject, verb: string): StripeRefusal {
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${str(intent["status"])}.`;
  return refused("payment_intent_unexpected_state", message, { payment_intent: copyOf(intent) });
}
