import type { Json, JsonObject } from "#test/emulator/json.ts";
import { isObject, orNull, str } from "#test/emulator/json.ts";
import { missing } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

const EMPTY_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

/** The living customer that an id names, or Stripe's `resource_missing`. */
export function findCustomer(world: World, id: JsonObject[string], param?: string): JsonObject {
  const customer = world.store.find("customer", id, param);
  if (customer["deleted"] === true) throw missing("customer", str(id), param);
  return customer;
}

/** An address with every field present, or null. */
export function fullAddress(value: JsonObject[string]): JsonObject | null {
  if (!isObject(value)) return null;
  const given = Object.entries(value).map(([name, one]): [string, Json] => [name, orNull(one)]);
  return { ...EMPTY_ADDRESS, ...Object.fromEntries(given) };
}
