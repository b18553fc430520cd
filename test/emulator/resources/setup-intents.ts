import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { copyOf, obj, orNull, str } from "#test/emulator/json.ts";
import { bankRedirectDetails } from "#test/emulator/resources/charges.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { methodTypes } from "#test/emulator/resources/method-types.ts";
import {
  attachMethod,
  createMandate,
  findMethod,
  generateSepaDebit,
} from "#test/emulator/resources/payment-methods.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** The handlers of setup intents. */
export const setupIntents: Record<string, Handler> = {
  "setupIntents.create": create,
  "setupIntents.retrieve": (world, { ids }) => world.store.find("setup_intent", ids[0]),
};

/** Makes a setup intent that still needs a method, and tells of it. */
export function createSetupIntent(world: World, fields: JsonObject): JsonObject {
  const id = freshId("seti");
  const intent = world.create("setup_intent", "seti", {
    id,
    client_secret: freshId(`${id}_secret`),
    payment_method_options: {},
    status: "requires_payment_method",
    usage: "off_session",
    ...fields,
  });
  world.emit("setup_intent.created", intent);
  return intent;
}

/** Saves a method through a setup intent: attempt, mandate, and for bank redirects the generated SEPA debit. */
export function succeedSetup(world: World, intent: JsonObject, method: JsonObject): void {
  const customer = world.store.peek("customer", intent["customer"]);
  const type = str(method["type"]);
  const redirect = type === "ideal" || type === "bancontact";
  const attempt = createAttempt(world, intent, method);
  if (redirect) {
    const generated = generateSepaDebit(world, customer);
    const shown = obj(obj(attempt["payment_method_details"])[type]);
    shown["generated_sepa_debit"] = generated.method["id"];
    shown["generated_sepa_debit_mandate"] = generated.mandate["id"];
    intent["mandate"] = generated.mandate["id"];
  } else {
    if (customer) attachMethod(world, method, customer);
    intent["mandate"] = type === "card" ? null : (createMandate(world, method)["id"] ?? null);
  }
  Object.assign(intent, { status: "succeeded", latest_attempt: attempt["id"], payment_method: method["id"] });
  world.emit("setup_intent.succeeded", intent);
}

/** Records that a method couldn't be saved. */
export function failSetup(world: World, intent: JsonObject, method: JsonObject): void {
  Object.assign(intent, {
    status: "requires_payment_method",
    last_setup_error: {
      code: "card_declined",
      decline_code: "generic_decline",
      message: "Your card was declined.",
      payment_method: copyOf(method),
      type: "card_error",
    },
  });
  world.emit("setup_intent.setup_failed", intent);
}

function createAttempt(world: World, intent: JsonObject, method: JsonObject): JsonObject {
  const type = str(method["type"]);
  return world.create("setup_attempt", "setatt", {
    customer: intent["customer"],
    payment_method: method["id"],
    payment_method_details: { type, [type]: attemptDetails(method) },
    setup_intent: intent["id"],
    status: "succeeded",
    usage: "off_session",
  });
}

function attemptDetails(method: JsonObject): JsonObject {
  const type = str(method["type"]);
  if (type === "ideal" || type === "bancontact") {
    return bankRedirectDetails(type);
  }
  if (type !== "card") return {};
  const { brand, checks, country, exp_month, exp_year, funding, last4 } = obj(method["card"]);
  return {
    brand,
    checks,
    country,
    exp_month,
    exp_year,
    funding,
    last4,
    network: "visa",
    three_d_secure: null,
    wallet: null,
  };
}

function create(world: World, { params }: Call): JsonObject {
  if (params["customer"] !== undefined) findCustomer(world, params["customer"], "customer");
  const intent = createSetupIntent(world, {
    allowed_payment_method_types: orNull(params["allowed_payment_method_types"]),
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    customer: orNull(params["customer"]),
    description: orNull(params["description"]),
    metadata: mergeMetadata({}, params["metadata"]),
    payment_method_types: methodTypes(params, "eur"),
    usage: str(params["usage"]) || "off_session",
  });
  if (params["confirm"] !== true) return intent;
  const method = findMethod(world, params["payment_method"]);
  const declines = world.store.notes(method["id"])["behaviour"] === "decline";
  if (declines) failSetup(world, intent, method);
  else succeedSetup(world, intent, method);
  return intent;
}
