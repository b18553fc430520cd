import type { JsonObject } from "#test/emulator/json.ts";
import { obj, orNull, str } from "#test/emulator/json.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** How a method behaves when it is charged. */
export type Behaviour = "ok" | "decline" | "authentication" | "dispute";

const MAGIC: Record<string, [Behaviour, string]> = {
  pm_card_visa: ["ok", "4242"],
  pm_card_authenticationRequired: ["authentication", "3184"],
  pm_card_chargeCustomerFail: ["decline", "0341"],
  pm_card_createDispute: ["dispute", "0259"],
};

const DETAILS: Record<string, (last4: string) => JsonObject> = {
  card: cardDetails,
  ideal: () => ({ bank: "ing", bic: "INGBNL2A" }),
  bancontact: () => ({}),
  sepa_debit: (last4) => ({
    bank_code: "INGB",
    branch_code: null,
    country: "NL",
    fingerprint: `fp${last4}`,
    generated_from: { charge: null, setup_attempt: null },
    last4,
  }),
  us_bank_account: (last4) => ({
    account_holder_type: "company",
    account_type: "checking",
    bank_name: "STRIPE TEST BANK",
    financial_connections_account: null,
    fingerprint: `fp${last4}`,
    last4,
    networks: null,
    routing_number: "110000000",
    status_details: null,
  }),
};

/** The handlers of payment methods and mandates. */
export const paymentMethods: Record<string, Handler> = {
  "paymentMethods.retrieve": (world, { ids }) => world.store.find("payment_method", ids[0]),
  "paymentMethods.list": (world, { params }) => methodPage(world, params, "/v1/payment_methods"),
  "customers.listPaymentMethods": (world, { ids, params }) => {
    const customer = findCustomer(world, ids[0]);
    const url = `/v1/customers/${str(ids[0])}/payment_methods`;
    return methodPage(world, { ...params, customer: customer["id"] }, url);
  },
  "paymentMethods.attach": attach,
  "paymentMethods.detach": detach,
  "mandates.retrieve": (world, { ids }) => world.store.find("mandate", ids[0]),
};

/** Makes a payment method, attached when a customer is given. */
export function createMethod(
  world: World,
  type: string,
  fields: JsonObject,
  behaviour: Behaviour = "ok",
  last4 = "4242",
): JsonObject {
  const method = world.create("payment_method", "pm", {
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    type,
    [type]: (DETAILS[type] ?? (() => ({})))(last4),
    ...fields,
  });
  world.store.notes(method["id"])["behaviour"] = behaviour;
  return method;
}

/** The method that an id names; Stripe's magic test ids make a fresh card. */
export function findMethod(world: World, id: JsonObject[string], param = "payment_method"): JsonObject {
  const magic = MAGIC[str(id)];
  return magic ? createMethod(world, "card", {}, ...magic) : world.store.find("payment_method", id, param);
}

/** Gives a method to a customer. */
export function attachMethod(world: World, method: JsonObject, customer: JsonObject): void {
  if (method["customer"] === customer["id"]) return;
  method["customer"] = customer["id"];
  world.emit("payment_method.attached", method);
}

/** Makes the SEPA direct debit and its mandate that an iDEAL or Bancontact payment leaves behind. */
export function generateSepaDebit(
  world: World,
  customer: JsonObject | undefined,
): { method: JsonObject; mandate: JsonObject } {
  const method = createMethod(world, "sepa_debit", {}, "ok", "2202");
  if (customer) attachMethod(world, method, customer);
  return { method, mandate: createMandate(world, method) };
}

/** The active mandate for charging a bank account. */
export function createMandate(world: World, method: JsonObject): JsonObject {
  const type = str(method["type"]);
  const details: JsonObject =
    type === "sepa_debit" ? { reference: "EMU0001", url: `${world.baseUrl}/_emu/` } : {};
  return world.create("mandate", "mandate", {
    customer_acceptance: {
      accepted_at: world.now(),
      online: { ip_address: "127.0.0.1", user_agent: "emulator" },
      type: "online",
    },
    multi_use: {},
    payment_method: method["id"],
    payment_method_details: { type, [type]: details },
    status: "active",
    type: "multi_use",
  });
}

function cardDetails(last4: string): JsonObject {
  return {
    brand: "visa",
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "NL",
    display_brand: "visa",
    exp_month: 12,
    exp_year: 2034,
    fingerprint: `fp${last4}`,
    funding: "credit",
    generated_from: null,
    last4,
    networks: { available: ["visa"], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function methodPage(world: World, params: JsonObject, url: string): JsonObject {
  const attached = world.store.all("payment_method").filter((one) => one["customer"] !== null);
  return listPage(matching(attached, params, ["customer", "type", "allow_redisplay"]), params, url);
}

function attach(world: World, { ids, params }: Call): JsonObject {
  const method = findMethod(world, ids[0], "id");
  const customer = findCustomer(world, params["customer"], "customer");
  if (method["customer"] !== null && method["customer"] !== customer["id"]) {
    throw refused(
      "payment_method_already_attached",
      "The payment method you provided has already been attached to a customer.",
    );
  }
  attachMethod(world, method, customer);
  return method;
}

function detach(world: World, { ids }: Call): JsonObject {
  const method = world.store.find("payment_method", ids[0]);
  const owner = method["customer"];
  if (owner === null)
    throw refused(
      "payment_method_not_attached",
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  method["customer"] = null;
  const settings = obj(world.store.peek("customer", owner)?.["invoice_settings"]);
  if (settings["default_payment_method"] === method["id"]) settings["default_payment_method"] = null;
  world.emit("payment_method.detached", method, { customer: orNull(owner) });
  return method;
}
