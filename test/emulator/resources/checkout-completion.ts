import type { JsonObject } from "#test/emulator/json.ts";
import { obj, orNull, str } from "#test/emulator/json.ts";
import { payerDetails } from "#test/emulator/resources/checkout-payer.ts";
import { invoiceSession } from "#test/emulator/resources/checkout-invoice.ts";
import { demandAuthentication, payIntent, type PayResult } from "#test/emulator/resources/pay.ts";
import { createIntent } from "#test/emulator/resources/payment-intents.ts";
import { createMethod, type Behaviour } from "#test/emulator/resources/payment-methods.ts";
import { createSetupIntent, failSetup, succeedSetup } from "#test/emulator/resources/setup-intents.ts";
import type { World } from "#test/emulator/world.ts";

/** What a payer does on the hosted page. */
export type Payer = {
  type: string;
  outcome: "pay" | "pay-3ds" | "decline";
  behaviour: Behaviour;
  last4: string;
  form: JsonObject;
};

/** Pays (or saves a method through) an open session; a closed one is left as it is. */
export function paySession(world: World, session: JsonObject, payer: Payer): PayResult | "closed" {
  if (session["status"] !== "open") return "closed";
  payerDetails(world, session, payer.form);
  const method = createMethod(world, payer.type, {}, payer.behaviour, payer.last4);
  const { address, email, name } = obj(session["customer_details"]);
  method["billing_details"] = {
    address: address ?? null,
    email: orNull(email),
    name: orNull(name),
    phone: null,
    tax_id: null,
  };
  return session["mode"] === "setup"
    ? setUp(world, session, method, payer)
    : pay(world, session, method, payer);
}

/** Carries on with an intent after the payer proved who they are, or failed to. */
export function authenticateIntent(world: World, intent: JsonObject, ok: boolean): void {
  if (intent["status"] !== "requires_action") return;
  const method = world.store.find("payment_method", intent["payment_method"]);
  payIntent(world, intent, method, ok ? { authenticated: true } : { decline: true });
  const session = sessionOf(world, intent);
  if (session && session["status"] === "open" && ok) complete(world, session, intent);
}

/** Tells the session of an intent that its delayed payment arrived or failed. */
export function sessionOutcome(world: World, intent: JsonObject): void {
  const session = sessionOf(world, intent);
  if (!session) return;
  if (intent["status"] !== "succeeded") {
    world.emit("checkout.session.async_payment_failed", session);
    return;
  }
  session["payment_status"] = "paid";
  invoiceSession(world, session, intent);
  world.emit("checkout.session.async_payment_succeeded", session);
}

/** The Checkout session that an intent pays, if any. */
export function sessionOf(world: World, intent: JsonObject): JsonObject | undefined {
  return world.store.peek("checkout.session", world.store.notes(intent["id"])["session"]);
}

/** Closes an open session unpaid. */
export function expireSession(world: World, session: JsonObject): void {
  Object.assign(session, { status: "expired", url: null });
  world.emit("checkout.session.expired", session);
}

/** Expires every open session whose time is over; tells whether there were any. */
export function expireDueSessions(world: World): boolean {
  const now = world.now();
  const due = world.store.all("checkout.session").filter((session) => {
    return session["status"] === "open" && Number(session["expires_at"]) <= now;
  });
  for (const session of due) expireSession(world, session);
  return due.length > 0;
}

function pay(world: World, session: JsonObject, method: JsonObject, payer: Payer): PayResult {
  const intent = sessionIntent(world, session);
  intent["amount"] = session["amount_total"];
  if (payer.outcome === "pay-3ds") {
    intent["payment_method"] = method["id"];
    return demandAuthentication(world, intent, str(session["success_url"]));
  }
  const result = payIntent(world, intent, method, {
    decline: payer.outcome === "decline",
    authenticated: payer.outcome === "pay" && payer.behaviour === "authentication",
  });
  if (result === "succeeded" || result === "processing") complete(world, session, intent);
  return result;
}

function sessionIntent(world: World, session: JsonObject): JsonObject {
  const known = world.store.peek("payment_intent", session["payment_intent"]);
  if (known) return known;
  const data = obj(world.store.notes(session["id"])["intentData"]);
  const intent = createIntent(world, {
    allowed_payment_method_types: session["allowed_payment_method_types"],
    amount: session["amount_total"],
    currency: session["currency"],
    customer: session["customer"],
    description: orNull(data["description"]),
    metadata: obj(data["metadata"]),
    payment_method_types: session["payment_method_types"],
    receipt_email: orNull(data["receipt_email"]),
    setup_future_usage: orNull(data["setup_future_usage"]),
  });
  world.store.notes(intent["id"])["session"] = session["id"];
  session["payment_intent"] = intent["id"];
  return intent;
}

function complete(world: World, session: JsonObject, intent: JsonObject): void {
  const paid = intent["status"] === "succeeded";
  Object.assign(session, { status: "complete", payment_status: paid ? "paid" : "unpaid", url: null });
  if (paid) invoiceSession(world, session, intent);
  world.emit("checkout.session.completed", session);
}

function setUp(world: World, session: JsonObject, method: JsonObject, payer: Payer): PayResult {
  const data = obj(world.store.notes(session["id"])["intentData"]);
  const intent =
    world.store.peek("setup_intent", session["setup_intent"]) ??
    createSetupIntent(world, {
      allowed_payment_method_types: session["allowed_payment_method_types"],
      customer: session["customer"],
      description: orNull(data["description"]),
      metadata: obj(data["metadata"]),
      payment_method_types: session["payment_method_types"],
    });
  session["setup_intent"] = intent["id"];
  if (payer.outcome === "decline") {
    failSetup(world, intent, method);
    return "declined";
  }
  succeedSetup(world, intent, method);
  Object.assign(session, { status: "complete", url: null });
  world.emit("checkout.session.completed", session);
  return "succeeded";
}
