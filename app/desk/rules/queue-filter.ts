import { priorities, type Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** The parts of the queue; `open` is what is neither done nor at rest. */
export const queueParts = ["open", "new", "mine", "waiting", "resting", "done"] as const;
export type QueuePart = (typeof queueParts)[number];

/** How the queue is ordered: by deadline (then priority and age), by age, by priority. */
export const queueOrders = ["due", "age", "priority"] as const;
export type QueueOrder = (typeof queueOrders)[number];

/** What of the queue is looked at. `withWhom` is a colleague's id, or `nobody`: no colleague. */
export type QueueFilter = {
  show: QueuePart;
  q: string;
  priorities: Priority[];
  withWhom: string | null;
  clientId: string | null;
  order: QueueOrder;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads a filter from an address; what it does not know it leaves out. */
export function readQueueFilter(query: URLSearchParams): QueueFilter {
  const idIn = (name: string): string | null => {
    const value = query.get(name) ?? "";
    return uuid.test(value) ? value : null;
  };
  return {
    show: queueParts.find((part) => part === query.get("show")) ?? "open",
    q: (query.get("q") ?? "").slice(0, 100),
    priorities: priorities.filter((priority) => query.getAll("priority").includes(priority)),
    withWhom: query.get("with") === "nobody" ? "nobody" : idIn("with"),
    clientId: idIn("client"),
    order: queueOrders.find((order) => order === query.get("order")) ?? "due",
  };
}

/** A filter as the query of an address; what is as usual is left out. */
export function queueQuery(filter: QueueFilter): string {
  const query = new URLSearchParams();
  if (filter.show !== "open") query.set("show", filter.show);
  if (filter.q) query.set("q", filter.q);
  for (const priority of filter.priorities) query.append("priority", priority);
  if (filter.withWhom) query.set("with", filter.withWhom);
  if (filter.clientId) query.set("client", filter.clientId);
  if (filter.order !== "due") query.set("order", filter.order);
  return query.toString();
}

/** What can be done with several requests at once. */
export const bulkActs = ["take", "wait", "finish", "resume", "snooze", "wake", "assign", "priority"] as const;
export type BulkAct = (typeof bulkActs)[number];

/** Where the acts that move requests bring them. */
export const bulkMoves = { wait: "waiting", finish: "done", resume: "in_progress" } as const;
/** The act that brings requests to a state; they go on where no other does. */
export const bulkMoveTo = (to: RequestState): BulkAct =>
  to === "waiting" ? "wait" : to === "done" ? "finish" : "resume";
