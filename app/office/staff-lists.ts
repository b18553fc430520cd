import { ordersList, tasksList } from "#app/billing/staff-lists.ts";
import { runwayList } from "#app/hours/runway/runway-list.ts";
import { auditList, colleaguesList } from "#app/identity/staff-lists.ts";
import type { ListSpec } from "#app/ui/table/list-state.ts";

/** Clients, all by how urgently they need hours. */
export const clientsList = {
  list: "clients",
  path: "/staff/clients",
  sorts: ["client", "over", "empty"],
  filters: ["show", "q"],
} as const satisfies ListSpec;

const staffLists: ListSpec[] = [clientsList, ordersList, tasksList, runwayList, colleaguesList, auditList];

/** The list of staff's of that name; views are kept for these. */
export function staffList(name: string): ListSpec | undefined {
  return staffLists.find(({ list }) => list === name);
}
