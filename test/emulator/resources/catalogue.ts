import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, obj, orNull, str } from "#test/emulator/json.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** The handlers of products, prices and tax rates. */
export const catalogue: Record<string, Handler> = {
  "products.create": (world, { params }) => createProduct(world, params),
  "products.retrieve": (world, { ids }) => world.store.find("product", ids[0]),
  "prices.create": createPrice,
  "prices.retrieve": (world, { ids }) => world.store.find("price", ids[0]),
  "taxRates.create": createTaxRate,
  "taxRates.retrieve": (world, { ids }) => world.store.find("tax_rate", ids[0]),
  "taxRates.list": (world, { params }) => {
    const own = world.store.all("tax_rate").filter((one) => !("emulator_reason" in obj(one["metadata"])));
    return listPage(matching(own, params, ["active", "inclusive"]), params, "/v1/tax_rates");
  },
};

/** Makes a product, named or from the `product_data` of a line. */
function createProduct(world: World, params: JsonObject): JsonObject {
  const product = world.create("product", "prod", {
    active: params["active"] ?? true,
    default_price: null,
    description: orNull(params["description"]),
    images: params["images"] ?? [],
    metadata: mergeMetadata({}, params["metadata"]),
    name: params["name"],
    tax_code: orNull(params["tax_code"]),
    type: "service",
    updated: world.now(),
  });
  world.emit("product.created", product);
  return product;
}

/** Makes a one-time price for the `price_data` of a line; it stays inactive, as Stripe's inline prices do. */
export function inlinePrice(world: World, data: JsonObject, param: string): JsonObject {
  const amount = unitAmount(data, param);
  const product = isObject(data["product_data"])
    ? createProduct(world, { ...data["product_data"], active: false })
    : world.store.find("product", data["product"], `${param}[product]`);
  return makePrice(world, { ...data, active: false, product: product["id"], unit_amount: amount });
}

function unitAmount(data: JsonObject, param: string): number {
  const { unit_amount, unit_amount_decimal } = data;
  const amount = unit_amount ?? (unit_amount_decimal === undefined ? undefined : Number(unit_amount_decimal));
  if (typeof amount !== "number") {
    throw invalid(
      `${param}[unit_amount]`,
      `Missing required param: ${param}[unit_amount].`,
      "parameter_missing",
    );
  }
  if (!Number.isInteger(amount) || amount < 0) {
    throw invalid(
      `${param}[unit_amount]`,
      "The emulator takes whole, non-negative minor units only.",
      "parameter_invalid_integer",
    );
  }
  return amount;
}

function makePrice(world: World, data: JsonObject): JsonObject {
  return world.create("price", "price", {
    active: data["active"] ?? true,
    billing_scheme: "per_unit",
    currency: str(data["currency"]).toLowerCase(),
    lookup_key: orNull(data["lookup_key"]),
    metadata: mergeMetadata({}, data["metadata"]),
    nickname: orNull(data["nickname"]),
    product: data["product"],
    tax_behavior: data["tax_behavior"] ?? "unspecified",
    type: "one_time",
    unit_amount: data["unit_amount"],
    unit_amount_decimal: JSON.stringify(data["unit_amount"]),
  });
}

function createPrice(world: World, { params }: Call): JsonObject {
  const amount = unitAmount(params, "price");
  const product = isObject(params["product_data"])
    ? createProduct(world, params["product_data"])
    : world.store.find("product", params["product"], "product");
  const price = makePrice(world, { ...params, product: product["id"], unit_amount: amount });
  world.emit("price.created", price);
  return price;
}

function createTaxRate(world: World, { params }: Call): JsonObject {
  const rate = world.create("tax_rate", "txr", {
    active: params["active"] ?? true,
    country: orNull(params["country"]),
    description: orNull(params["description"]),
    display_name: params["display_name"],
    effective_percentage: params["percentage"],
    inclusive: params["inclusive"],
    jurisdiction: orNull(params["jurisdiction"]),
    metadata: mergeMetadata({}, params["metadata"]),
    percentage: params["percentage"],
    rate_type: "percentage",
    tax_type: orNull(params["tax_type"]),
  });
  world.emit("tax_rate.created", rate);
  return rate;
}
