import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, orNull, str, strs } from "#test/emulator/json.ts";
import { isLoopback } from "#test/emulator/loopback.ts";
import { listPage } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { subset } from "#test/emulator/schemas/subset.ts";
import { invalid } from "#test/emulator/stripe-refusal.ts";
import type { Handler, World } from "#test/emulator/world.ts";

/** The handlers of events and webhook endpoints. */
export const events: Record<string, Handler> = {
  "events.retrieve": (world, { ids }) => world.store.find("event", ids[0]),
  "events.list": (world, { params }) => listPage(wanted(world, params), params, "/v1/events"),
  "webhookEndpoints.create": (world, { params }) => {
    const secret = freshId("whsec");
    const endpoint = createEndpoint(world, str(params["url"]), secret, strs(params["enabled_events"]));
    endpoint["description"] = orNull(params["description"]);
    endpoint["metadata"] = mergeMetadata({}, params["metadata"]);
    return { ...endpoint, secret };
  },
  "webhookEndpoints.list": (world, { params }) =>
    listPage(world.store.all("webhook_endpoint"), params, "/v1/webhook_endpoints"),
};

/** Registers where events are sent; only addresses on this computer are taken. */
export function createEndpoint(world: World, url: string, secret: string, enabled: string[]): JsonObject {
  if (!isLoopback(url)) {
    throw invalid("url", "Invalid URL: the emulator only sends webhooks to localhost.", "url_invalid");
  }
  const endpoint = world.create("webhook_endpoint", "we", {
    api_version: subset().apiVersion,
    enabled_events: enabled,
    status: "enabled",
    url,
  });
  world.store.notes(endpoint["id"])["secret"] = secret;
  return endpoint;
}

function wanted(world: World, params: JsonObject): JsonObject[] {
  const types = params["type"] === undefined ? strs(params["types"]) : [str(params["type"])];
  const delivered = params["delivery_success"];
  return world.store.all("event").filter((event) => {
    const type = str(event["type"]);
    const fits =
      types.length === 0 ||
      types.some((one) => one === type || (one.endsWith("*") && type.startsWith(one.slice(0, -1))));
    return fits && (delivered === undefined || (num(event["pending_webhooks"]) === 0) === delivered);
  });
}
