import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { copyOf, str } from "#test/emulator/json.ts";
import { blank } from "#test/emulator/schemas/blank.ts";
import { subset } from "#test/emulator/schemas/subset.ts";
import type { Store } from "#test/emulator/store.ts";

/** One API request as a handler sees it: typed parameters and the ids of its path. */
export type Call = { operation: string; ids: string[]; params: JsonObject };

/** Answers one operation, or throws a StripeRefusal. */
export type Handler = (world: World, call: Call) => JsonObject;

type Cause = { requestId: string; idempotencyKey: string | null };

/** What handlers act on: the objects, the clock, and the events that acts give off. */
export class World {
  readonly store: Store;
  cause: Cause | undefined;
  baseUrl = "";
  readonly #clock: () => number;
  readonly #onEvent: (event: JsonObject) => void;

  constructor(store: Store, clock: () => number, onEvent: (event: JsonObject) => void) {
    this.store = store;
    this.#clock = clock;
    this.#onEvent = onEvent;
  }

  /** The emulator's time in seconds; moves faster when the clock was advanced. */
  now(): number {
    return Math.floor(this.#clock() / 1000) + this.store.clockOffset;
  }

  /** Makes and keeps an object: the schema's emptiest one under the given fields. */
  create(object: string, prefix: string, fields: JsonObject): JsonObject {
    return this.store.add(this.shape(object, { id: freshId(prefix), ...fields }));
  }

  /** An object that isn't kept by itself, such as a line item. */
  shape(object: string, fields: JsonObject): JsonObject {
    const base = blank(object);
    if ("created" in base) base["created"] = this.now();
    if ("metadata" in base) base["metadata"] = {};
    return defined({ ...base, object, ...defined(fields) });
  }

  /** Records an event about an object as it is now. */
  emit(type: string, about: JsonObject, previous?: JsonObject): void {
    const { cause } = this;
    const event = this.create("event", "evt", {
      api_version: subset().apiVersion,
      type,
      data: { object: copyOf(about), previous_attributes: previous },
      request: cause ? { id: cause.requestId, idempotency_key: cause.idempotencyKey } : null,
    });
    this.#onEvent(event);
  }

  /** The object that a reference field names, if it names one that exists. */
  follow(reference: JsonObject[string]): JsonObject | undefined {
    return this.store.objects.get(str(reference));
  }
}

function defined(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
