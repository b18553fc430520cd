import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, obj, objs, orNull, str } from "#test/emulator/json.ts";
import { expireSession } from "#test/emulator/resources/checkout-completion.ts";
import { computeSession, createLines, linesOf } from "#test/emulator/resources/checkout-lines.ts";
import { checkSessionParams } from "#test/emulator/resources/checkout-rules.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { methodTypes } from "#test/emulator/resources/method-types.ts";
import { invalid, refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

const COPIED = [
  "allow_promotion_codes",
  "allowed_payment_method_types",
  "billing_address_collection",
  "cancel_url",
  "client_reference_id",
  "customer_email",
  "locale",
  "submit_type",
  "success_url",
];
const DAY = 24 * 3600;

/** The handlers of Checkout sessions. */
export const checkoutSessions: Record<string, Handler> = {
  "checkout.sessions.create": create,
  "checkout.sessions.retrieve": (world, { ids }) => world.store.find("checkout.session", ids[0]),
  "checkout.sessions.list": (world, { params }) => {
    const found = matching(world.store.all("checkout.session"), params, [
      "customer",
      "payment_intent",
      "status",
    ]);
    return listPage(found, params, "/v1/checkout/sessions");
  },
  "checkout.sessions.listLineItems": (world, { ids, params }) => {
    const session = world.store.find("checkout.session", ids[0]);
    return listPage(linesOf(world, session), params, `/v1/checkout/sessions/${str(ids[0])}/line_items`);
  },
  "checkout.sessions.expire": (world, { ids }) => {
    const session = world.store.find("checkout.session", ids[0]);
    if (session["status"] !== "open") {
      throw refused(
        "checkout_session_not_open",
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${str(session["status"])}.`,
      );
    }
    expireSession(world, session);
    return session;
  },
};

function create(world: World, { params }: Call): JsonObject {
  checkSessionParams(params, world.now());
  const customer =
    params["customer"] === undefined ? undefined : findCustomer(world, params["customer"], "customer");
  checkTaxLocation(params, customer);
  const lines = createLines(world, objs(params["line_items"]));
  const currency = str(lines[0]?.["currency"]) || str(params["currency"]).toLowerCase() || "eur";
  const id = freshId("cs_test");
  const session = world.shape("checkout.session", {
    ...Object.fromEntries(COPIED.map((name) => [name, orNull(params[name])])),
    ...modeFields(params),
    id,
    adaptive_pricing: { enabled: false },
    automatic_tax: automaticTax(params),
    currency: params["mode"] === "setup" ? orNull(params["currency"]) : currency,
    customer: customer ? customer["id"] : null,
    customer_details: customerDetails(customer, params),
    expires_at: params["expires_at"] ?? world.now() + DAY,
    metadata: mergeMetadata({}, params["metadata"]),
    mode: params["mode"],
    payment_method_options: {},
    payment_method_types: methodTypes(params, currency),
    phone_number_collection: { enabled: obj(params["phone_number_collection"])["enabled"] === true },
    status: "open",
    tax_id_collection: {
      enabled: obj(params["tax_id_collection"])["enabled"] === true,
      required: str(obj(params["tax_id_collection"])["required"]) || "never",
    },
    ui_mode: "hosted_page",
    url: `${world.baseUrl}/c/pay/${id}`,
  });
  computeTotals(world, session, lines);
  remember(world, session, params);
  return world.store.add(session);
}

function computeTotals(world: World, session: JsonObject, lines: JsonObject[]): void {
  if (session["mode"] === "setup") return;
  computeSession(world, session, lines);
  const total = num(session["amount_total"]);
  if (total < 50) {
    throw invalid(
      "line_items",
      "The Checkout Session's total amount due must add up to at least 0.50.",
      "amount_too_small",
    );
  }
}

function modeFields(params: JsonObject): JsonObject {
  if (params["mode"] === "setup") return { payment_status: "no_payment_required" };
  const creation = obj(params["invoice_creation"]);
  const data = obj(creation["invoice_data"]);
  return {
    customer_creation:
      params["customer"] === undefined ? (params["customer_creation"] ?? "if_required") : null,
    invoice_creation: {
      enabled: creation["enabled"] === true,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: orNull(data["custom_fields"]),
        description: orNull(data["description"]),
        footer: orNull(data["footer"]),
        issuer: null,
        metadata: mergeMetadata({}, data["metadata"]),
        rendering_options: null,
      },
    },
    payment_status: "unpaid",
  };
}

function automaticTax(params: JsonObject): JsonObject {
  const enabled = obj(params["automatic_tax"])["enabled"] === true;
  return enabled
    ? { enabled, liability: { type: "self" }, provider: "stripe", status: "complete" }
    : { enabled, liability: null, provider: null, status: null };
}

function checkTaxLocation(params: JsonObject, customer: JsonObject | undefined): void {
  const automatic = obj(params["automatic_tax"])["enabled"] === true;
  if (!automatic || !customer || isObject(customer["address"])) return;
  if (obj(params["customer_update"])["address"] === "auto") return;
  throw refused(
    "customer_tax_location_invalid",
    "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set `customer_update[address]` to 'auto'.",
    { param: "automatic_tax" },
  );
}

function customerDetails(customer: JsonObject | undefined, params: JsonObject): JsonObject | null {
  const email = customer ? customer["email"] : params["customer_email"];
  if (!email) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: customer ? orNull(customer["tax_exempt"]) : "none",
    tax_ids: null,
  };
}

function remember(world: World, session: JsonObject, params: JsonObject): void {
  const notes = world.store.notes(session["id"]);
  const data = obj(params["payment_intent_data"] ?? params["setup_intent_data"]);
  notes["intentData"] = { ...data, metadata: mergeMetadata({}, data["metadata"]) };
  notes["customerUpdate"] = obj(params["customer_update"]);
}
