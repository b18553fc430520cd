import type { ListSpec } from "#app/ui/table/list-state.ts";

/** The recurring revenue of each client, the largest first. */
export const revenueList = {
  list: "revenue",
  path: "/staff/revenue",
  sorts: ["client", "reason", "bought", "month"],
  filters: [],
} as const satisfies ListSpec;
