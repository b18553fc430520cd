import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, obj, objs, str, strs } from "#test/emulator/json.ts";
import { isLoopback } from "#test/emulator/loopback.ts";
import { invalid, notEmulated } from "#test/emulator/stripe-refusal.ts";

const HALF_HOUR = 30 * 60;
const DAY = 24 * 3600;

/** Refuses what Stripe refuses about the parameters of a new session taken together. */
export function checkSessionParams(params: JsonObject, now: number): void {
  refuseNotEmulated(params);
  checkMode(params);
  checkAddresses(params);
  checkCustomer(params);
  const expires = params["expires_at"];
  const lead = num(expires) - now;
  if (expires !== undefined && (lead < HALF_HOUR - 5 || lead > DAY + 5)) {
    throw invalid(
      "expires_at",
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
    );
  }
  const taxed = objs(params["line_items"]).findIndex((item) => strs(item["tax_rates"]).length > 0);
  if (taxed >= 0 && obj(params["automatic_tax"])["enabled"] === true) {
    throw invalid(
      `line_items[${String(taxed)}][tax_rates]`,
      "You cannot use `tax_rates` with `automatic_tax[enabled]`.",
    );
  }
}

function refuseNotEmulated(params: JsonObject): void {
  if (params["mode"] === "subscription") throw notEmulated("checkout.sessions.create with mode=subscription");
  const ui = params["ui_mode"];
  if (ui !== undefined && ui !== "hosted_page")
    throw notEmulated(`checkout.sessions.create with ui_mode=${str(ui)}`);
}

function checkMode(params: JsonObject): void {
  const setup = params["mode"] === "setup";
  if (params["mode"] === undefined)
    throw invalid("mode", "Missing required param: mode.", "parameter_missing");
  if (setup && objs(params["line_items"]).length > 0) {
    throw invalid("line_items", "You can not pass `line_items` in `setup` mode.");
  }
  if (!setup && objs(params["line_items"]).length === 0) {
    throw invalid("line_items", "You must pass `line_items` in `payment` mode.", "parameter_missing");
  }
  if (setup && params["currency"] === undefined && params["allowed_payment_method_types"] === undefined) {
    throw invalid(
      "currency",
      "You must pass `currency` in `setup` mode without `allowed_payment_method_types`.",
      "parameter_missing",
    );
  }
  const misplaced = (setup ? ["payment_intent_data", "invoice_creation"] : ["setup_intent_data"]).find(
    (name) => params[name] !== undefined,
  );
  if (misplaced)
    throw invalid(misplaced, `You can not pass \`${misplaced}\` in \`${str(params["mode"])}\` mode.`);
}

function checkAddresses(params: JsonObject): void {
  if (params["success_url"] === undefined) {
    throw invalid("success_url", "Missing required param: success_url.", "parameter_missing");
  }
  for (const name of ["success_url", "cancel_url"]) {
    const address = params[name];
    if (address !== undefined && !isLoopback(str(address))) {
      throw invalid(
        name,
        "Not a valid URL for the emulator: it only sends people to localhost.",
        "url_invalid",
      );
    }
  }
}

function checkCustomer(params: JsonObject): void {
  if (isObject(params["customer_update"]) && params["customer"] === undefined) {
    throw invalid("customer_update", "`customer_update` can only be used with `customer`.");
  }
  if (params["customer"] !== undefined && params["customer_email"] !== undefined) {
    throw invalid(
      "customer_email",
      "You may only specify one of these parameters: customer, customer_email.",
    );
  }
  if (params["customer"] !== undefined && params["customer_creation"] !== undefined) {
    throw invalid(
      "customer_creation",
      "You may only specify one of these parameters: customer, customer_creation.",
    );
  }
}
