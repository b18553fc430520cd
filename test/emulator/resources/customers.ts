import type { JsonObject } from "#test/emulator/json.ts";
import { copyOf, isObject, obj, objs, orNull, str } from "#test/emulator/json.ts";
import { findCustomer, fullAddress } from "#test/emulator/resources/find-customer.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { createTaxId } from "#test/emulator/resources/tax-ids.ts";
import { notEmulated } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

const TEXTS = ["description", "email", "name", "phone", "business_name", "individual_name"];

/** The handlers of /v1/customers. */
export const customers: Record<string, Handler> = {
  "customers.create": create,
  "customers.retrieve": retrieve,
  "customers.update": update,
  "customers.list": (world, { params }) =>
    listPage(matching(living(world), params, ["email"]), params, "/v1/customers"),
  "customers.search": search,
  "customers.createFundingInstructions": fundingInstructions,
  "customers.del": remove,
};

function living(world: World): JsonObject[] {
  return world.store.all("customer").filter((one) => one["deleted"] !== true);
}

/** The customers that bear a note: of Stripe's search language the one clause `metadata["key"]:"value"`. */
function search(world: World, { params }: Call): JsonObject {
  const [, key, value] = /^metadata\["([^"]+)"\]:"([^"]*)"$/.exec(str(params["query"])) ?? [];
  if (key === undefined) throw notEmulated(`customers.search with ${str(params["query"])}`);
  const found = living(world).filter((one) => obj(one["metadata"])[key] === value);
  const { data, has_more } = listPage(found, { limit: params["limit"] ?? 10 }, "/v1/customers/search");
  return {
    object: "search_result",
    data: data ?? [],
    has_more: has_more ?? false,
    url: "/v1/customers/search",
  };
}

/** The bank account of a customer's own that transfers to it go to: the same each time. */
function fundingInstructions(world: World, { ids, params }: Call): JsonObject {
  const customer = findCustomer(world, ids[0]);
  const country = str(obj(obj(params["bank_transfer"])["eu_bank_transfer"])["country"]) || "NL";
  const address = { city: null, country, line1: null, line2: null, postal_code: null, state: null };
  const digits = [...str(customer["id"])].reduce(
    (sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 10 ** 10,
    7,
  );
  return {
    object: "funding_instructions",
    bank_transfer: {
      country,
      financial_addresses: [
        {
          iban: {
            account_holder_address: address,
            account_holder_name: "Helder IT B.V.",
            bank_address: address,
            bic: "TEGONL2A",
            country,
            iban: ibanOf("NL", `TEGO${String(digits).padStart(10, "0")}`),
          },
          supported_networks: ["sepa"],
          type: "iban",
        },
      ],
      type: "eu_bank_transfer",
    },
    currency: params["currency"] ?? "eur",
    funding_type: "bank_transfer",
    livemode: false,
  };
}

/** An IBAN with its check digits (ISO 7064, mod 97-10). */
function ibanOf(country: string, account: string): string {
  const numbers = [...`${account}${country}00`].map((sign) => parseInt(sign, 36)).join("");
  return `${country}${String(98n - (BigInt(numbers) % 97n)).padStart(2, "0")}${account}`;
}

function create(world: World, { params }: Call): JsonObject {
  const customer = world.create("customer", "cus", {
    address: null,
    currency: null,
    delinquent: false,
    invoice_prefix: "HIT",
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    tax_exempt: "none",
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
  });
  change(customer, params);
  for (const taxId of objs(params["tax_id_data"])) createTaxId(world, customer, taxId);
  world.emit("customer.created", customer);
  return customer;
}

function update(world: World, { ids, params }: Call): JsonObject {
  const customer = findCustomer(world, ids[0]);
  const before = copyOf(customer);
  change(customer, params);
  const changed = Object.keys(params).filter((name) => name in before);
  world.emit("customer.updated", customer, Object.fromEntries(changed.map((name) => [name, before[name]])));
  return customer;
}

function change(customer: JsonObject, params: JsonObject): void {
  for (const name of TEXTS) {
    if (params[name] !== undefined) customer[name] = orNull(params[name]);
  }
  if (params["address"] !== undefined) customer["address"] = fullAddress(params["address"]);
  if (params["tax_exempt"] !== undefined) customer["tax_exempt"] = str(params["tax_exempt"]) || "none";
  if (params["preferred_locales"] !== undefined) customer["preferred_locales"] = params["preferred_locales"];
  if (params["balance"] !== undefined) customer["balance"] = params["balance"];
  if (isObject(params["invoice_settings"])) {
    const { default_payment_method, footer, custom_fields } = params["invoice_settings"];
    const settings = obj(customer["invoice_settings"]);
    if (default_payment_method !== undefined)
      settings["default_payment_method"] = orNull(default_payment_method);
    if (footer !== undefined) settings["footer"] = orNull(footer);
    if (custom_fields !== undefined) settings["custom_fields"] = orNull(custom_fields);
  }
  customer["metadata"] = mergeMetadata(customer["metadata"], params["metadata"]);
}

function retrieve(world: World, { ids }: Call): JsonObject {
  const customer = world.store.find("customer", ids[0]);
  return customer["deleted"] === true ? { id: customer["id"], object: "customer", deleted: true } : customer;
}

function remove(world: World, { ids }: Call): JsonObject {
  const customer = findCustomer(world, ids[0]);
  world.emit("customer.deleted", customer);
  customer["deleted"] = true;
  return { id: customer["id"], object: "customer", deleted: true };
}
