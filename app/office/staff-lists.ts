import { agreementsList } from "#app/agreements/staff-lists.ts";
import { ordersList, tasksList } from "#app/billing/staff-lists.ts";
import { marginList } from "#app/contracts/staff-lists.ts";
import { revenueList } from "#app/conversion/staff-lists.ts";
import { catalogueList, guidesList, recurringList } from "#app/desk/staff-lists.ts";
import { runwayList } from "#app/hours/runway/runway-list.ts";
import { bookkeepingList } from "#app/hours/statement/bookkeeping-list.ts";
import { auditList, colleaguesList } from "#app/identity/staff-lists.ts";
import type { ListSpec } from "#app/ui/table/list-state.ts";

/** Clients, all by how urgently they need hours. */
export const clientsList = {
  list: "clients",
  path: "/staff/clients",
  sorts: ["client", "over", "empty"],
  filters: ["show", "q"],
} as const satisfies ListSpec;

/** All that waits for the reader, the oldest first. */
export const todoList = {
  list: "todo",
  path: "/staff/todo",
  sorts: ["what", "client", "kind", "age"],
  filters: ["kind"],
} as const satisfies ListSpec;

const staffLists: ListSpec[] = [
  todoList,
  clientsList,
  ordersList,
  tasksList,
  runwayList,
  colleaguesList,
  auditList,
  agreementsList,
  recurringList,
  catalogueList,
  guidesList,
  revenueList,
  marginList,
  bookkeepingList,
];

/** The list of staff's of that name; views are kept for these. */
export function staffList(name: string): ListSpec | undefined {
  return staffLists.find(({ list }) => list === name);
}
