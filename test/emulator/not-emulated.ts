import type { JsonObject } from "#test/emulator/json.ts";
import { notEmulated } from "#test/emulator/stripe-refusal.ts";

const CONNECT = ["application_fee_amount", "on_behalf_of", "transfer_data", "transfer_group"];
const PARAMS: Record<string, string[]> = {
  "checkout.sessions.create": [
    ...[
      "after_expiration",
      "consent_collection",
      "custom_fields",
      "customer_account",
      "discounts",
      "managed_payments",
    ],
    ...[
      "optional_items",
      "payment_method_configuration",
      "payment_method_data",
      "return_url",
      "subscription_data",
    ],
    ...["shipping_address_collection", "shipping_options", "wallet_options"],
  ],
  "customers.create": ["cash_balance", "payment_method", "shipping", "source", "test_clock"],
  "customers.update": ["cash_balance", "default_source", "shipping", "source"],
  "invoiceItems.create": ["discounts", "subscription"],
  "invoices.create": [
    ...CONNECT,
    "customer_account",
    "discounts",
    "from_invoice",
    "shipping_cost",
    "subscription",
  ],
  "invoices.update": [...CONNECT, "discounts", "shipping_cost"],
  "invoices.pay": ["forgive", "mandate", "source"],
  "paymentIntents.create": [
    ...[...CONNECT, "confirmation_token", "customer_account", "hooks", "mandate", "payment_method_data"],
    ...["payment_method_configuration", "shipping"],
  ],
  "paymentIntents.confirm": [
    "amount_to_confirm",
    "confirmation_token",
    "hooks",
    "payment_method_data",
    "shipping",
  ],
  "prices.create": ["currency_options", "custom_unit_amount", "recurring", "tiers", "transform_quantity"],
  "creditNotes.create": ["shipping_cost"],
  "refunds.create": ["origin", "refund_application_fee", "reverse_transfer"],
  "setupIntents.create": ["attach_to_self", "confirmation_token", "payment_method_data", "single_use"],
};

/** Refuses valid parameters that the emulator would have to ignore, by name. */
export function refuseNotEmulated(operation: string, params: JsonObject): void {
  const name = PARAMS[operation]?.find((one) => params[one] !== undefined);
  if (name) throw notEmulated(`${operation} with ${name}`);
  if (params["capture_method"] === "manual") throw notEmulated(`${operation} with capture_method=manual`);
}
