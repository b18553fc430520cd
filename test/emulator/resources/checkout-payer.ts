import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, obj, orNull, str } from "#test/emulator/json.ts";
import { computeSession, linesOf } from "#test/emulator/resources/checkout-lines.ts";
import { fullAddress } from "#test/emulator/resources/find-customer.ts";
import { createTaxId, taxIdsOf } from "#test/emulator/resources/tax-ids.ts";
import { StripeRefusal } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

/** Takes what the payer wrote on the page into the session, and into the customer where the session may. */
export function payerDetails(world: World, session: JsonObject, form: JsonObject): void {
  const customer = sessionCustomer(world, session, form);
  const may = obj(world.store.notes(session["id"])["customerUpdate"]);
  const before = JSON.stringify(customer);
  const fresh = may["fresh"] === true;
  if (customer && form["name"] && (fresh || may["name"] === "auto")) customer["name"] = form["name"];
  const address = writtenAddress(form);
  if (customer && address && (fresh || may["address"] === "auto")) customer["address"] = address;
  addTaxId(world, session, customer, str(form["vat_id"]));
  if (customer && JSON.stringify(customer) !== before) world.emit("customer.updated", customer, {});
  const taxIds = customer ? taxIdsOf(world, customer).map(({ type, value }) => ({ type, value })) : [];
  session["customer_details"] = {
    address: address ?? fullAddress(customer?.["address"]),
    business_name: null,
    email:
      orNull(form["email"]) ??
      orNull(customer?.["email"]) ??
      orNull(obj(session["customer_details"])["email"]),
    individual_name: null,
    name: orNull(form["name"]) ?? orNull(customer?.["name"]),
    phone: null,
    tax_exempt: customer ? orNull(customer["tax_exempt"]) : "none",
    tax_ids: taxIds,
  };
  if (session["mode"] === "payment") computeSession(world, session, linesOf(world, session));
}

function sessionCustomer(world: World, session: JsonObject, form: JsonObject): JsonObject | undefined {
  const known = world.store.peek("customer", session["customer"]);
  if (known) return known;
  const needed =
    session["customer_creation"] === "always" || obj(session["invoice_creation"])["enabled"] === true;
  if (!needed) return undefined;
  const customer = world.create("customer", "cus", {
    email: orNull(form["email"]) ?? orNull(session["customer_email"]) ?? "payer@example.com",
    name: orNull(form["name"]) ?? "Test Customer",
    tax_exempt: "none",
  });
  world.emit("customer.created", customer);
  session["customer"] = customer["id"];
  world.store.notes(session["id"])["customerUpdate"] = { fresh: true };
  return customer;
}

function writtenAddress(form: JsonObject): JsonObject | undefined {
  const { city, country, line1, postal_code } = form;
  if (!country || !/^[A-Z]{2}$/.test(str(country))) return undefined;
  const address = fullAddress({
    city: city ?? "",
    country,
    line1: line1 ?? "",
    postal_code: postal_code ?? "",
  });
  return isObject(address) ? address : undefined;
}

function addTaxId(world: World, session: JsonObject, customer: JsonObject | undefined, value: string): void {
  if (!customer || value === "" || obj(session["tax_id_collection"])["enabled"] !== true) return;
  const normal = value.replaceAll(/[\s.]/g, "").toUpperCase();
  if (taxIdsOf(world, customer).some((one) => one["value"] === normal)) return;
  try {
    createTaxId(world, customer, { type: "eu_vat", value: normal });
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
  }
}
