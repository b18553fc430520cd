import type { ListSpec } from "#app/ui/table/list-state.ts";

/** The orders of all clients, newest first. */
export const ordersList = {
  list: "orders",
  path: "/staff/orders",
  sorts: ["order", "on", "gross"],
  filters: ["show"],
} as const satisfies ListSpec;

/** What waits for somebody of the MSP, oldest first. */
export const tasksList = {
  list: "tasks",
  path: "/staff/tasks",
  sorts: ["task", "client", "since"],
  filters: [],
} as const satisfies ListSpec;
