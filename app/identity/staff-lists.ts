import type { ListSpec } from "#app/ui/table/list-state.ts";

/** The MSP's own people, by name. */
export const colleaguesList = {
  list: "people",
  path: "/staff/people",
  sorts: ["name", "role"],
  filters: [],
} as const satisfies ListSpec;

/** The audit log, newest first. */
export const auditList = {
  list: "audit",
  path: "/staff/audit",
  sorts: ["at"],
  filters: ["group", "person", "client", "from", "until"],
} as const satisfies ListSpec;
