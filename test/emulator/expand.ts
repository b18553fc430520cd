import type { Json, JsonObject } from "#test/emulator/json.ts";
import { copyOf, isObject, obj, objs, str } from "#test/emulator/json.ts";
import { linesOf } from "#test/emulator/resources/checkout-lines.ts";
import { paymentsOf } from "#test/emulator/resources/invoice-lifecycle.ts";
import { wholeList } from "#test/emulator/resources/lists.ts";
import { taxIdsOf } from "#test/emulator/resources/tax-ids.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

const INCLUDABLE: Record<string, (world: World, node: JsonObject) => Json> = {
  "checkout.session.line_items": (world, node) =>
    wholeList(copyOf(linesOf(world, node)), `/v1/checkout/sessions/${str(node["id"])}/line_items`),
  "item.taxes": (world, node) => copyOf(objs(world.store.notes(node["id"])["taxes"])),
  "invoice.payments": (world, node) => wholeList(copyOf(paymentsOf(world, node)), "/v1/invoice_payments"),
  "customer.tax_ids": (world, node) =>
    wholeList(copyOf(taxIdsOf(world, node)), `/v1/customers/${str(node["id"])}/tax_ids`),
  "customer.subscriptions": () => wholeList([], "/v1/subscriptions"),
  "charge.refunds": (world, node) => {
    const refunds = world.store.all("refund").filter((one) => one["charge"] === node["id"]);
    return wholeList(copyOf(refunds), `/v1/charges/${str(node["id"])}/refunds`);
  },
};

/** A copy of a response in which the asked paths show whole objects instead of their ids. */
export function expandResponse(world: World, body: JsonObject, paths: string[]): JsonObject {
  // Nothing is changed in what nothing is asked of.
  if (paths.length === 0) return body;
  const copy = copyOf(body);
  for (const path of paths) expandAt(world, copy, path.split("."));
  return copy;
}

function expandAt(world: World, node: JsonObject, [head, ...rest]: string[]): void {
  if (head === undefined) return;
  include(world, node, head, rest);
  const value = node[head];
  if (value === undefined) throw invalid("expand", `This property cannot be expanded (${head}).`);
  const whole = Array.isArray(value) ? value.map((one) => follow(world, one)) : follow(world, value);
  node[head] = whole;
  const children = Array.isArray(whole) ? objs(whole) : isObject(whole) ? [whole] : [];
  for (const child of children) expandAt(world, child, rest);
}

function include(world: World, node: JsonObject, head: string, rest: string[]): void {
  const kind = str(node["object"]);
  const make = INCLUDABLE[`${kind}.${head}`];
  if (make) node[head] = make(world, node);
  if (kind === "checkout.session" && head === "total_details" && rest[0] === "breakdown") {
    obj(node["total_details"])["breakdown"] = copyOf(obj(world.store.notes(node["id"])["breakdown"]));
  }
}

function follow(world: World, value: Json): Json {
  const found = typeof value === "string" ? world.store.objects.get(value) : undefined;
  return found ? copyOf(found) : value;
}
