import { num, obj, type JsonObject } from "#test/emulator/json.ts";

/** How webhooks misbehave at the moment. */
export type WebhookSwitches = {
  paused: boolean;
  duplicates: number;
  reorder: boolean;
  delayMs: number;
  badSignature: boolean;
  staleTimestamp: boolean;
  afterRedirect: boolean;
};

/** Webhooks that behave. */
export function defaultSwitches(): WebhookSwitches {
  return {
    paused: false,
    duplicates: 0,
    reorder: false,
    delayMs: 0,
    badSignature: false,
    staleTimestamp: false,
    afterRedirect: false,
  };
}

/** Applies the fields of a control request to the switches. */
export function setSwitches(switches: WebhookSwitches, body: JsonObject): void {
  if (body["pause"] === true) switches.paused = true;
  if (body["release"] !== undefined && body["release"] !== false) switches.paused = false;
  if ("duplicate" in body) switches.duplicates = num(body["duplicate"]);
  if ("reorder" in body) switches.reorder = body["reorder"] === true;
  if ("delay" in body) switches.delayMs = num(body["delay"]);
  if ("badSignature" in body) switches.badSignature = body["badSignature"] === true;
  if ("staleTimestamp" in body) switches.staleTimestamp = body["staleTimestamp"] === true;
  if ("afterRedirect" in body) switches.afterRedirect = body["afterRedirect"] === true;
}

/** The order that a release asks for, such as `reverse` or a list of event types. */
export function releaseOrder(body: JsonObject): "created" | "reverse" | string[] {
  const order = obj(body["release"])["order"] ?? body["order"];
  if (order === "reverse") return "reverse";
  return Array.isArray(order) ? order.filter((one) => typeof one === "string") : "created";
}
