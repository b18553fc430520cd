import type { Amounts, BookkeepingMonth, BookkeepingRow } from "#app/hours/rules/bookkeeping.ts";
import { sortedBy, type ListSpec, type ListState } from "#app/ui/table/list-state.ts";

/** What sold hours became: month by month, or the clients of one month. */
export const bookkeepingList = {
  list: "bookkeeping",
  path: "/staff/bookkeeping",
  sorts: [
    "month",
    "client",
    "sold",
    "imported",
    "earned",
    "broken",
    "refunded",
    "moved",
    "converted",
    "deferred",
  ],
  filters: ["month"],
} as const satisfies ListSpec;

const amounts = {
  sold: (row: Amounts) => row.soldMinor,
  imported: (row: Amounts) => row.importedMinor,
  earned: (row: Amounts) => row.earnedMinor,
  broken: (row: Amounts) => row.brokenMinor,
  refunded: (row: Amounts) => row.refundedMinor,
  moved: (row: Amounts) => row.movedMinor,
  converted: (row: Amounts) => row.convertedMinor,
  deferred: (row: Amounts) => row.deferredMinor,
};

/** Months and clients in the order asked for, amounts of several currencies by their figures; in their own order where none is. */
export function sortBookkeeping<Page extends { months: BookkeepingMonth[]; lines: BookkeepingRow[] }>(
  page: Page,
  sort: ListState["sort"],
): Page {
  return {
    ...page,
    months: sortedBy(page.months, sort, { month: ({ month }) => month, ...amounts }),
    lines: sortedBy(page.lines, sort, { client: ({ clientName }) => clientName, ...amounts }),
  };
}
