import type { JsonObject } from "#test/emulator/json.ts";

/** An answer that Stripe gives instead of doing what was asked. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: JsonObject;

  constructor(status: number, error: JsonObject & { message: string }) {
    super(error.message);
    this.status = status;
    this.body = { error: { type: "invalid_request_error", ...error } };
  }
}

/** A 400 about one parameter. */
export function invalid(param: string, message: string, code = "parameter_invalid"): StripeRefusal {
  return new StripeRefusal(400, { code, message, param });
}

/** A 400 about the state of an object or about the request as a whole. */
export function refused(code: string, message: string, extra: JsonObject = {}): StripeRefusal {
  return new StripeRefusal(400, { code, message, ...extra });
}

/** Stripe's answer when an id names nothing: 404 for the resource asked for, 400 for a parameter. */
export function missing(kind: string, id: string, param = "id"): StripeRefusal {
  return new StripeRefusal(param === "id" ? 404 : 400, {
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** The answer to what Stripe offers but the emulator doesn't, naming it. */
export function notEmulated(what: string): StripeRefusal {
  const message = `The emulator doesn't implement ${what}.`;
  return new StripeRefusal(501, { type: "api_error", code: "not_emulated", message });
}
