import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, str } from "#test/emulator/json.ts";
import { invalid, missing } from "#test/emulator/stripe-refusal.ts";

/** A whole list as Stripe shows it inside another object. */
export function wholeList(data: JsonObject[], url: string): JsonObject {
  return { object: "list", data, has_more: false, url };
}

/** One page of a list (newest first), by `limit`, `starting_after`, `ending_before` and `created`. */
export function listPage(items: JsonObject[], params: JsonObject, url: string): JsonObject {
  const limit = params["limit"] === undefined ? 10 : num(params["limit"]);
  if (limit < 1 || limit > 100) throw invalid("limit", "Invalid limit: must be between 1 and 100");
  const matching = items.filter((item) =>
    isCreatedWithin(num(item["created"] ?? item["date"]), params["created"]),
  );
  const after = params["starting_after"];
  const before = params["ending_before"];
  if (before !== undefined) {
    const end = position(matching, str(before), "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: matching.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : position(matching, str(after), "starting_after") + 1;
  const data = matching.slice(start, start + limit);
  return { object: "list", data, has_more: start + limit < matching.length, url };
}

/** Keeps the items whose fields equal those parameters that were given. */
export function matching(items: JsonObject[], params: JsonObject, fields: string[]): JsonObject[] {
  const asked = fields.filter((field) => params[field] !== undefined);
  return items.filter((item) => asked.every((field) => item[field] === params[field]));
}

function position(items: JsonObject[], id: string, param: string): number {
  const index = items.findIndex((item) => item["id"] === id);
  if (index < 0) throw missing("object", id, param);
  return index;
}

function isCreatedWithin(created: number, range: JsonObject[string]): boolean {
  if (typeof range === "number") return created === range;
  if (!isObject(range)) return true;
  const { gt, gte, lt, lte } = range;
  return (
    (gt === undefined || created > num(gt)) &&
    (gte === undefined || created >= num(gte)) &&
    (lt === undefined || created < num(lt)) &&
    (lte === undefined || created <= num(lte))
  );
}
