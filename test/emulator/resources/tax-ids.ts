import type { JsonObject } from "#test/emulator/json.ts";
import { orNull, str } from "#test/emulator/json.ts";
import { findCustomer } from "#test/emulator/resources/find-customer.ts";
import { listPage } from "#test/emulator/resources/lists.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** The handlers of a customer's tax ids. */
export const taxIds: Record<string, Handler> = {
  "customers.createTaxId": (world, { ids, params }) =>
    createTaxId(world, findCustomer(world, ids[0]), params),
  "customers.listTaxIds": (world, { ids, params }) =>
    listPage(taxIdsOf(world, findCustomer(world, ids[0])), params, `/v1/customers/${str(ids[0])}/tax_ids`),
  "customers.retrieveTaxId": (world, call) => findTaxId(world, call),
  "customers.deleteTaxId": remove,
};

/** The tax ids of a customer, newest first. */
export function taxIdsOf(world: World, customer: JsonObject): JsonObject[] {
  return world.store.all("tax_id").filter((one) => one["customer"] === customer["id"]);
}

/** Gives a customer a tax id; EU VAT ids start unverified, the control API decides their fate. */
export function createTaxId(world: World, customer: JsonObject, params: JsonObject): JsonObject {
  const value = str(params["value"]).toUpperCase();
  const european = params["type"] === "eu_vat";
  if (european && !/^[A-Z]{2}[0-9A-Z+*]{2,12}$/.test(value)) {
    throw invalid("value", "Invalid value for eu_vat.", "tax_id_invalid");
  }
  const taxId = world.create("tax_id", "txi", {
    country: european ? value.slice(0, 2).replace("EL", "GR") : null,
    customer: customer["id"],
    owner: { customer: customer["id"], customer_account: null, type: "customer" },
    type: orNull(params["type"]),
    value,
    verification: european ? { status: "pending", verified_address: null, verified_name: null } : null,
  });
  world.emit("customer.tax_id.created", taxId);
  return taxId;
}

/** Lets the verification of a tax id arrive. */
export function verifyTaxId(world: World, id: string, status: string): JsonObject {
  const taxId = world.store.find("tax_id", id);
  taxId["verification"] = { status, verified_address: null, verified_name: null };
  world.emit("customer.tax_id.updated", taxId, { verification: { status: "pending" } });
  return taxId;
}

function findTaxId(world: World, { ids }: Call): JsonObject {
  findCustomer(world, ids[0], "customer");
  return world.store.find("tax_id", ids[1]);
}

function remove(world: World, call: Call): JsonObject {
  const taxId = findTaxId(world, call);
  world.store.objects.delete(str(taxId["id"]));
  world.emit("customer.tax_id.deleted", taxId);
  return { id: taxId["id"], object: "tax_id", deleted: true };
}
