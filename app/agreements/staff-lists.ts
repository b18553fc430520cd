import type { ListSpec } from "#app/ui/table/list-state.ts";

/** The agreements of all clients: those that wait for the reader first, then the newest. */
export const agreementsList = {
  list: "agreements",
  path: "/staff/agreements",
  sorts: ["title", "client", "kind", "date", "state"],
  filters: [],
} as const satisfies ListSpec;
