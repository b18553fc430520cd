import type { ListSpec } from "#app/ui/table/list-state.ts";

/** The margin of each client in a month, the worst first. */
export const marginList = {
  list: "margin",
  path: "/staff/margin",
  sorts: [
    "client",
    "revenueMinor",
    "costMinor",
    "paperMinor",
    "hoursMinor",
    "requestsMinor",
    "correctionsMinor",
    "realMinor",
  ],
  filters: ["month"],
} as const satisfies ListSpec;
