import type { RosterView } from "#app/people/employees-page.server.ts";
import type { ListState } from "#app/ui/table/list-state.ts";

import { OddList } from "./odd-list.tsx";
import { RosterTable } from "./roster-table.tsx";
import { SeatCard } from "./seat-card.tsx";
import { YearChart } from "./year-chart.tsx";

/** Who works here and what is odd about it: the seats, the year, the list. */
export function RosterOverview({ page, list }: { page: RosterView; list: ListState }) {
  return (
    <>
      <OddList odd={page.odd} />
      {page.marks.length > 0 && <SeatCard marks={page.marks} seatTypes={page.seatTypes} />}
      {page.people.length > 0 && <YearChart months={page.months} />}
      <RosterTable people={page.people} list={list} seatTypes={page.seatTypes} products={page.products} />
    </>
  );
}
