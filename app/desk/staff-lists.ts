import type { ListSpec } from "#app/ui/table/list-state.ts";

/** What keeps coming back, what took the most time first. */
export const recurringList = {
  list: "recurring",
  path: "/staff/recurring",
  sorts: ["client", "what", "count", "solved", "time", "cost"],
  filters: [],
} as const satisfies ListSpec;

/** The standard changes that are offered. */
export const catalogueList = {
  list: "catalogue",
  path: "/staff/settings/catalogue",
  sorts: ["title", "for", "state"],
  filters: [],
} as const satisfies ListSpec;

/** The guides for clients. */
export const guidesList = {
  list: "guides",
  path: "/staff/settings/guides",
  sorts: ["title", "for", "item", "helped", "state"],
  filters: [],
} as const satisfies ListSpec;
