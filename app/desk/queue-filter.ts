import { priorities, type Priority } from "#app/requests/rules/priority.ts";
import { requestKinds, type RequestState } from "#app/requests/rules/request-state.ts";
import { readListState, type ListState } from "#app/ui/table/list-state.ts";

/** The parts of the queue; `open` is what is neither done nor at rest. */
export const queueParts = ["open", "new", "mine", "waiting", "resting", "done"] as const;
export type QueuePart = (typeof queueParts)[number];

/** The columns that the queue is sorted by; upwards: the nearest deadline, the most urgent, the youngest first. */
export const queueSorts = ["due", "priority", "age", "assignee", "state"] as const;
export type QueueSort = { by: (typeof queueSorts)[number]; down: boolean };

/**
 * What of the queue is looked at. `withWhom` is a colleague's id, or `nobody`: no colleague. `what` is plain requests, standard changes, or those
 * of one item of the catalogue, by its id. Without `sort`: by deadline, then priority and age. `columns` null is all of them.
 */
export type QueueFilter = {
  show: QueuePart;
  q: string;
  priorities: Priority[];
  withWhom: string | null;
  clientId: string | null;
  requesterId: string | null;
  what: string | null;
  sort: QueueSort | null;
  columns: string[] | null;
};

const spec = { list: "requests", path: "/staff/requests", sorts: queueSorts, filters: [] };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What views that were kept earlier call an order. */
const olderOrders: Record<string, QueueSort> = {
  age: { by: "age", down: true },
  priority: { by: "priority", down: false },
};

/** Reads a filter from an address; what it does not know it leaves out. */
export function readQueueFilter(query: URLSearchParams): QueueFilter {
  const idIn = (name: string): string | null => {
    const value = query.get(name) ?? "";
    return uuid.test(value) ? value : null;
  };
  // A form sends them one by one, an address keeps them in one word.
  const urgent = query.getAll("priority").flatMap((value) => value.split("."));
  const { sort, columns } = readListState(spec, query);
  const asked = sort ?? olderOrders[query.get("order") ?? ""];
  const by = queueSorts.find((key) => key === asked?.by);
  return {
    show: queueParts.find((part) => part === query.get("show")) ?? "open",
    q: (query.get("q") ?? "").slice(0, 100),
    priorities: priorities.filter((priority) => urgent.includes(priority)),
    withWhom: query.get("with") === "nobody" ? "nobody" : idIn("with"),
    clientId: idIn("client"),
    requesterId: idIn("requester"),
    what: requestKinds.find((kind) => kind === query.get("what")) ?? idIn("what"),
    sort: asked && by ? { by, down: asked.down } : null,
    columns,
  };
}

/** A filter as the query of an address; what is as usual is left out. */
export function queueQuery(filter: QueueFilter): string {
  const query = new URLSearchParams();
  if (filter.show !== "open") query.set("show", filter.show);
  if (filter.q) query.set("q", filter.q);
  if (filter.priorities.length > 0) query.set("priority", filter.priorities.join("."));
  if (filter.withWhom) query.set("with", filter.withWhom);
  if (filter.clientId) query.set("client", filter.clientId);
  if (filter.requesterId) query.set("requester", filter.requesterId);
  if (filter.what) query.set("what", filter.what);
  if (filter.sort) query.set("sort", `${filter.sort.down ? "-" : ""}${filter.sort.by}`);
  if (filter.columns) query.set("cols", filter.columns.join("."));
  return query.toString();
}

/** The queue as a list that its heads sort and whose columns are chosen. */
export function queueList(filter: QueueFilter): ListState {
  const { sort, columns } = filter;
  return { ...spec, sort, columns, query: queueQuery(filter) };
}

/** What can be done with several requests at once. */
export const bulkActs = ["take", "wait", "finish", "resume", "snooze", "wake", "assign", "priority"] as const;
export type BulkAct = (typeof bulkActs)[number];

/** Where the acts that move requests bring them. */
export const bulkMoves = { wait: "waiting", finish: "done", resume: "in_progress" } as const;
/** The act that brings requests to a state; they go on where no other does. */
export const bulkMoveTo = (to: RequestState): BulkAct =>
  to === "waiting" ? "wait" : to === "done" ? "finish" : "resume";
