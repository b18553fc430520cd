import type { ListSpec } from "#app/ui/table/list-state.ts";

/** A client's invoices, newest first. */
export const invoicesList = {
  list: "invoices",
  path: "/invoices",
  sorts: ["invoice", "date", "net", "vat", "gross", "status"],
  filters: [],
} as const satisfies ListSpec;
