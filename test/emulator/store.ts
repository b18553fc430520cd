import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Json, JsonObject } from "#test/emulator/json.ts";
import { parseObject, str } from "#test/emulator/json.ts";
import { missing } from "#test/emulator/stripe-refusal.ts";

/** A webhook that still has to arrive. */
export type PendingDelivery = {
  id: string;
  event: string;
  endpoint: string;
  attempts: number;
  dueAt: number;
};

/** The stored answer of a request that had an idempotency key, and when it was given (seconds): it is forgotten after a day. */
export type StoredAnswer = { fingerprint: string; status: number; body: string; at?: number };

type Snapshot = {
  objects: JsonObject[];
  notes: Record<string, JsonObject>;
  answers: Record<string, StoredAnswer>;
  deliveries: PendingDelivery[];
  counters: Record<string, number>;
  clockOffset: number;
};

/** Everything that the emulator remembers; with a file, every `save` outlives the process. */
export class Store {
  readonly objects = new Map<string, JsonObject>();
  readonly answers = new Map<string, StoredAnswer>();
  deliveries: PendingDelivery[] = [];
  clockOffset = 0;
  /** Refunds take days to arrive, as those of direct debits do; set by the control API. */
  slowRefunds = false;
  readonly #notes = new Map<string, JsonObject>();
  readonly #counters = new Map<string, number>();
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
    if (file) this.#load(file);
  }

  /** Keeps an object under its id. */
  add(object: JsonObject): JsonObject {
    this.objects.set(str(object["id"]), object);
    return object;
  }

  /** The live object of a kind, or undefined. */
  peek(kind: string, id: Json | undefined): JsonObject | undefined {
    const found = this.objects.get(str(id));
    return found?.["object"] === kind ? found : undefined;
  }

  /** The live object of a kind, or Stripe's `resource_missing` naming the param. */
  find(kind: string, id: Json | undefined, param?: string): JsonObject {
    const found = this.peek(kind, id);
    if (!found) throw missing(kind, str(id), param);
    return found;
  }

  /** All objects of a kind, newest first. */
  all(kind: string): JsonObject[] {
    return [...this.objects.values()].filter((one) => one["object"] === kind).reverse();
  }

  /** Facts about an object that Stripe's API doesn't show. */
  notes(id: Json | undefined): JsonObject {
    const known = this.#notes.get(str(id));
    if (known) return known;
    const fresh: JsonObject = {};
    this.#notes.set(str(id), fresh);
    return fresh;
  }

  /** The next number of a series, from 1. */
  next(series: string): number {
    const value = (this.#counters.get(series) ?? 0) + 1;
    this.#counters.set(series, value);
    return value;
  }

  /** Forgets everything. */
  reset(): void {
    for (const map of [this.objects, this.answers, this.#notes, this.#counters]) map.clear();
    this.deliveries = [];
    this.clockOffset = 0;
    this.slowRefunds = false;
    this.save();
  }

  /** Writes the state to its file in one atomic step. */
  save(): void {
    if (!this.#file) return;
    const snapshot: Snapshot = {
      objects: [...this.objects.values()],
      notes: Object.fromEntries(this.#notes),
      answers: Object.fromEntries(this.answers),
      deliveries: this.deliveries,
      counters: Object.fromEntries(this.#counters),
      clockOffset: this.clockOffset,
    };
    writeFileSync(`${this.#file}.next`, JSON.stringify(snapshot));
    renameSync(`${this.#file}.next`, this.#file);
  }

  #load(file: string): void {
    const text = readIfPresent(file);
    if (text === undefined) return;
    const snapshot = parseObject(text) as Snapshot;
    for (const object of snapshot.objects) this.add(object);
    for (const [id, notes] of Object.entries(snapshot.notes)) this.#notes.set(id, notes);
    for (const [key, answer] of Object.entries(snapshot.answers)) this.answers.set(key, answer);
    for (const [name, value] of Object.entries(snapshot.counters)) this.#counters.set(name, value);
    this.deliveries = snapshot.deliveries;
    this.clockOffset = snapshot.clockOffset;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
