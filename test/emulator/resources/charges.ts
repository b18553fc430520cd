import type { JsonObject } from "#test/emulator/json.ts";
import { obj, str } from "#test/emulator/json.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { createMandate, generateSepaDebit } from "#test/emulator/resources/payment-methods.ts";
import type { Handler, World } from "#test/emulator/world.ts";

/** The handlers of charges. */
export const charges: Record<string, Handler> = {
  "charges.retrieve": (world, { ids }) => world.store.find("charge", ids[0]),
  "charges.list": (world, { params }) =>
    listPage(
      matching(world.store.all("charge"), params, ["customer", "payment_intent"]),
      params,
      "/v1/charges",
    ),
};

type Result = "succeeded" | "pending" | "failed";

/** Makes the charge of one attempt to pay an intent. */
export function createCharge(
  world: World,
  intent: JsonObject,
  method: JsonObject,
  status: Result,
): JsonObject {
  const type = str(method["type"]);
  const paid = status === "succeeded";
  const prefix = type === "card" ? "ch" : "py";
  return world.create("charge", prefix, {
    amount: intent["amount"],
    amount_captured: paid ? intent["amount"] : 0,
    billing_details: method["billing_details"],
    calculated_statement_descriptor: "TEGOED",
    captured: status !== "failed",
    currency: intent["currency"],
    customer: intent["customer"],
    description: intent["description"],
    fraud_details: {},
    metadata: { ...obj(intent["metadata"]) },
    outcome: outcome(status),
    paid,
    payment_intent: intent["id"],
    payment_method: method["id"],
    payment_method_details: { type, [type]: details(world, intent, method) },
    status,
  });
}

/** Stripe's account of why a charge went as it did. */
export function outcome(status: Result): JsonObject {
  const ok = status !== "failed";
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: ok ? "approved_by_network" : "declined_by_network",
    reason: ok ? null : "generic_decline",
    risk_level: "normal",
    seller_message: ok
      ? "Payment complete."
      : "The bank did not return any further details with this decline.",
    type: ok ? "authorized" : "issuer_declined",
  };
}

function details(world: World, intent: JsonObject, method: JsonObject): JsonObject {
  const type = str(method["type"]);
  const shown = obj(method[type]);
  if (type === "card") return cardDetails(shown);
  if (type === "ideal" || type === "bancontact") {
    const transaction = type === "ideal" ? { transaction_id: "0050000000000001" } : {};
    return { ...bankRedirectDetails(type), ...transaction, ...generated(world, intent) };
  }
  if (type === "customer_balance") return {};
  const mandate = createMandate(world, method)["id"];
  const {
    account_holder_type,
    account_type,
    bank_name,
    bank_code,
    branch_code,
    country,
    fingerprint,
    last4,
    routing_number,
  } = shown;
  return type === "sepa_debit"
    ? { bank_code, branch_code, country, fingerprint, last4, mandate }
    : {
        account_holder_type,
        account_type,
        bank_name,
        fingerprint,
        last4,
        mandate,
        payment_reference: null,
        routing_number,
      };
}

function cardDetails(shown: JsonObject): JsonObject {
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = shown;
  return {
    amount_authorized: null,
    authorization_code: null,
    brand,
    checks,
    country,
    electronic_commerce_indicator: null,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    installments: null,
    last4,
    mandate: null,
    network: "visa",
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** What is known of the payer's bank account after iDEAL or Bancontact. */
export function bankRedirectDetails(type: string): JsonObject {
  const common = {
    bic: "INGBNL2A",
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: "2202",
    verified_name: "Test Customer",
  };
  return type === "ideal"
    ? { ...common, bank: "ing" }
    : { ...common, bank_code: "VAPE", bank_name: "VAN DE PUT & CO", preferred_language: "nl" };
}

function generated(world: World, intent: JsonObject): JsonObject {
  if (intent["setup_future_usage"] !== "off_session") return {};
  const { method, mandate } = generateSepaDebit(world, world.store.peek("customer", intent["customer"]));
  return { generated_sepa_debit: method["id"], generated_sepa_debit_mandate: mandate["id"] };
}
